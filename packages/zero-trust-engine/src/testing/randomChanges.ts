import fc, { Arbitrary } from 'fast-check';
import { isRecord } from '../snapshot/Field';

/** One step of a cluster's life, at a place among its objects. */
export type Step =
  | { readonly type: 'delete'; readonly at: number }
  /** An object of another cluster comes, or takes its namesake's place. */
  | { readonly type: 'put'; readonly from: number }
  /** The same again as another object: what a watch sends after a relist. */
  | { readonly type: 'touch'; readonly at: number };

/** Lives of a cluster: a few steps of one to three changes each. */
export const someLife: Arbitrary<readonly (readonly Step[])[]> = fc.array(
  fc.array(
    fc.oneof(
      fc.record({ type: fc.constant('delete' as const), at: fc.nat(50) }),
      fc.record({ type: fc.constant('put' as const), from: fc.nat(50) }),
      fc.record({ type: fc.constant('touch' as const), at: fc.nat(50) }),
    ),
    { minLength: 1, maxLength: 3 },
  ),
  { minLength: 1, maxLength: 5 },
);

/** The objects after a step. Objects that do not change stay the same ones. */
export function afterStep<T extends object>(
  objects: readonly T[],
  pool: readonly T[],
  step: Step,
): readonly T[] {
  if (step.type === 'put') {
    const put = pool[step.from % pool.length];
    const at = objects.findIndex(object => nameOf(object) === nameOf(put));
    return at === -1 ? [...objects, put] : objects.with(at, put);
  }
  if (objects.length === 0) return objects;
  const at = step.at % objects.length;
  return step.type === 'delete'
    ? objects.filter((_object, index) => index !== at)
    : objects.with(at, { ...objects[at] });
}

function nameOf(object: object): string {
  if (!isRecord(object) || !isRecord(object.metadata)) return '';
  const { apiVersion, kind, metadata } = object;
  return [apiVersion, kind, metadata.namespace, metadata.name].join(' ');
}
