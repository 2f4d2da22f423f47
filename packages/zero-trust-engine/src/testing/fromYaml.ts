import { parse, parseAllDocuments } from 'yaml';
import { FactOverrides } from '../snapshot/Facts';
import { Snapshot } from '../snapshot/Snapshot';
import { buildSnapshot } from '../snapshot/buildSnapshot';

/** Every document of a YAML text; throws on the first that is not YAML. */
export function objectsFromYaml(text: string): readonly unknown[] {
  return parseAllDocuments(text)
    .map((document): unknown => {
      const [error] = document.errors;
      if (error) throw error;
      return document.toJS();
    })
    .filter(value => value !== null && value !== undefined);
}

/** A snapshot of objects, for tests: YAML in ConfigMaps is read. */
export function snapshotOf(
  objects: readonly unknown[],
  facts?: FactOverrides,
): Snapshot {
  return buildSnapshot({ cluster: '', objects, facts, parseYaml: parse });
}

/** A snapshot of YAML documents. */
export function snapshotFromYaml(
  text: string,
  facts?: FactOverrides,
): Snapshot {
  return snapshotOf(objectsFromYaml(text), facts);
}
