import fc, { Arbitrary } from 'fast-check';
import { isRecord } from '../snapshot/Field';
import { someLabels } from './arbitraries';

/** What becomes of one object; of a kind that has no such part, nothing. */
type Edit =
  | { readonly type: 'labels'; readonly labels: Readonly<object> }
  | { readonly type: 'address'; readonly address: string }
  | { readonly type: 'account'; readonly account: string }
  | { readonly type: 'network'; readonly host: boolean }
  | { readonly type: 'phase'; readonly phase: string };

/** One step of a cluster's life, at a place among its objects. */
export type Step =
  | { readonly type: 'delete'; readonly at: number }
  /** An object of another cluster comes, or takes its namesake's place. */
  | { readonly type: 'put'; readonly from: number }
  /** The same again as another object: what a watch sends after a relist. */
  | { readonly type: 'touch'; readonly at: number }
  | { readonly type: 'edit'; readonly at: number; readonly edit: Edit };

const someEdit: Arbitrary<Edit> = fc.oneof(
  fc.record({ type: fc.constant('labels' as const), labels: someLabels }),
  fc.record({
    type: fc.constant('address' as const),
    address: fc.constantFrom('10.0.0.1', '10.0.0.7', '10.9.0.1', 'fd00::7', ''),
  }),
  fc.record({
    type: fc.constant('account' as const),
    account: fc.constantFrom('one', 'two', 'default'),
  }),
  fc.record({ type: fc.constant('network' as const), host: fc.boolean() }),
  fc.record({
    type: fc.constant('phase' as const),
    phase: fc.constantFrom('Running', 'Succeeded'),
  }),
);

/** Lives of a cluster: a few steps of one to three changes each. */
export const someLife: Arbitrary<readonly (readonly Step[])[]> = fc.array(
  fc.array(
    fc.oneof(
      fc.record({ type: fc.constant('delete' as const), at: fc.nat(50) }),
      fc.record({ type: fc.constant('put' as const), from: fc.nat(100) }),
      fc.record({ type: fc.constant('touch' as const), at: fc.nat(50) }),
      fc.record({
        type: fc.constant('edit' as const),
        at: fc.nat(50),
        edit: someEdit,
      }),
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
  switch (step.type) {
    case 'delete':
      return objects.filter((_object, index) => index !== at);
    case 'touch':
      return objects.with(at, { ...objects[at] });
    default:
      return objects.with(at, edited(objects[at], step.edit));
  }
}

function edited<T extends object>(object: T, edit: Edit): T {
  if (!isRecord(object)) return object;
  const isPod = object.kind === 'Pod';
  const inPart = (part: string, change: object): T => {
    const old = object[part];
    return { ...object, [part]: { ...(isRecord(old) ? old : {}), ...change } };
  };
  switch (edit.type) {
    case 'labels':
      return inPart('metadata', { labels: edit.labels });
    case 'address': {
      const podIPs = edit.address ? [{ ip: edit.address }] : [];
      return isPod
        ? inPart('status', { podIP: edit.address || undefined, podIPs })
        : object;
    }
    case 'account':
      return isPod
        ? inPart('spec', { serviceAccountName: edit.account })
        : object;
    case 'network':
      return isPod ? inPart('spec', { hostNetwork: edit.host }) : object;
    default:
      return isPod ? inPart('status', { phase: edit.phase }) : object;
  }
}

function nameOf(object: object): string {
  if (!isRecord(object) || !isRecord(object.metadata)) return '';
  const { apiVersion, kind, metadata } = object;
  return [apiVersion, kind, metadata.namespace, metadata.name].join(' ');
}
