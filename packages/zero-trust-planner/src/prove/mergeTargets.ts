import { Engine, RawObject } from '@ztn/zero-trust-engine';
import { MergeTarget, PlannedObject } from '../AccessPlan';
import { canonicalJson } from '../canonicalJson';
import { isMap } from '../objectRef';
import { objectRefOf } from '../objectRefOf';
import { boundBy } from '../read/boundBy';
import { Steps } from '../steps';
import { changedEngine } from './changedEngine';
import { changesOf } from './changesOf';
import { Effect } from './effectOf';

/** What a merge is proven against. */
export interface MergeProof {
  /** The cluster as it is. */
  readonly engine: Engine;
  /** The cluster with the planned objects. */
  readonly after: Engine;
  readonly effect: Effect;
  readonly planned: readonly Pick<PlannedObject, 'object'>[];
}

/** More candidates than this are not tried: each is a compile. */
const tried = 3;

/**
 * Live objects that could take a planned object's rule: they hold for exactly
 * the same pods, somebody owns them in files, and with the rule in them the
 * cluster changes exactly as it does with the new object.
 */
export function* mergeTargets(
  { object }: Pick<PlannedObject, 'object'>,
  live: readonly RawObject[],
  { engine, after, effect, planned }: MergeProof,
): Steps<readonly MergeTarget[]> {
  const place = itemOf(object);
  if (!place) return [];
  const { path, item } = place;
  const bound = canonicalJson(boundBy(after, object));
  const others = planned
    .map(one => one.object)
    .filter(other => other !== object);
  const targets = live
    .filter(
      candidate =>
        candidate.kind === object.kind &&
        candidate.apiVersion.split('/')[0] ===
          object.apiVersion.split('/')[0] &&
        namespaceOf(candidate) === namespaceOf(object) &&
        isOwnMaster(candidate) &&
        isAlike(candidate, object) &&
        listAt(candidate, path).length > 0 &&
        canonicalJson(boundBy(engine, candidate)) === bound,
    )
    .slice(0, tried)
    .map(candidate => ({
      object: objectRefOf(candidate),
      path,
      item,
      merged: withItem(candidate, path, item),
    }));
  const proven: MergeTarget[] = [];
  for (const target of targets) {
    yield;
    const written = [...others, target.merged];
    const changed = changedEngine(engine, written);
    yield;
    const changes = yield* changesOf(engine, changed, written);
    if (canonicalJson(changes) === canonicalJson(effect.changes)) {
      proven.push(target);
    }
  }
  return proven;
}

/** The one rule of an object and the list that it is in. */
function itemOf(
  object: RawObject,
): { readonly path: readonly string[]; readonly item: unknown } | undefined {
  const lists = ['rules', 'ingress', 'egress']
    .map(name => ['spec', name])
    .filter(path => listAt(object, path).length > 0);
  const [path] = lists;
  const items = path ? listAt(object, path) : [];
  return lists.length === 1 && items.length === 1
    ? { path, item: items[0] }
    : undefined;
}

/** Nothing in the cluster writes it: no owner, no generator. */
function isOwnMaster({ metadata }: RawObject): boolean {
  const { ownerReferences, labels, annotations } = isMap(metadata)
    ? metadata
    : {};
  const names = [labels, annotations].flatMap(map =>
    isMap(map) ? Object.keys(map) : [],
  );
  const isOwned = Array.isArray(ownerReferences) && ownerReferences.length > 0;
  return (
    !isOwned && !names.some(name => name.startsWith('generate.kyverno.io/'))
  );
}

/** The same action, and hung on the same thing. */
function isAlike(candidate: RawObject, object: RawObject): boolean {
  const [there, here] = [candidate.spec, object.spec].map(spec =>
    isMap(spec) ? spec : {},
  );
  if (candidate.kind === 'CiliumNetworkPolicy') {
    return candidate.specs === undefined;
  }
  if (candidate.kind !== 'AuthorizationPolicy') return true;
  const { metadata } = candidate;
  const annotations = isMap(metadata) ? metadata.annotations : undefined;
  const isDryRun = isMap(annotations) && 'istio.io/dry-run' in annotations;
  return (
    (there.action ?? 'ALLOW') === 'ALLOW' &&
    !isDryRun &&
    canonicalJson(there.targetRefs ?? []) ===
      canonicalJson(here.targetRefs ?? [])
  );
}

function namespaceOf({ metadata }: RawObject): unknown {
  return isMap(metadata) ? metadata.namespace : undefined;
}

function listAt(
  object: RawObject,
  [first, second]: readonly string[],
): readonly unknown[] {
  const spec = object[first];
  const list = isMap(spec) ? spec[second] : undefined;
  return Array.isArray(list) ? list : [];
}

function withItem(
  object: RawObject,
  path: readonly string[],
  item: unknown,
): RawObject {
  const [first, second] = path;
  const spec = object[first];
  return {
    ...object,
    [first]: {
      ...(isMap(spec) ? spec : {}),
      [second]: [...listAt(object, path), item],
    },
  };
}
