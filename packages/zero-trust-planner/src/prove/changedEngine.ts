import {
  compile,
  Engine,
  RawObject,
  withObjects,
} from '@ztn/zero-trust-engine';

/** The cluster with some policies more; throws for one that does not parse. */
export function changedEngine(
  engine: Engine,
  objects: readonly RawObject[],
  removed: readonly RawObject[] = [],
): Engine {
  return objects.length + removed.length === 0
    ? engine
    : compile(withObjects(engine.snapshot, objects, removed), engine);
}
