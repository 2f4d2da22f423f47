import {
  ClusterChange,
  diffClusterSteps,
  diffPermissions,
  Direction,
  Engine,
  PermissionChange,
  PermissionPeer,
  RawObject,
  Snapshot,
  Workload,
} from '@ztn/zero-trust-engine';
import { identityOf, isMap } from '../objectRef';
import { boundBy } from '../read/boundBy';
import { inPieces, Steps } from '../steps';

/** With more of them it costs less to compare everything. */
const few = 20;

/**
 * Every change of permissions, each told once: of workloads among themselves at
 * the caller. An object changes what the workloads that it binds have, and
 * nothing else, unless calls of others pass through one of them.
 */
export function* changesOf(
  before: Engine,
  after: Engine,
  objects: readonly RawObject[],
): Steps<readonly ClusterChange[]> {
  if (before === after) return [];
  const touched = touchedBy(after, objects);
  if (!touched) return yield* diffClusterSteps(before, after);
  const seen = new Set<string>();
  const changes: ClusterChange[] = [];
  for (const { workload, direction } of touched) {
    const { key } = workload;
    const sides = yield* inPieces([before, after], engine =>
      engine.openings(key, direction),
    );
    for (const found of diffPermissions(key, direction, sides)) {
      const change = atCaller(found, workload);
      const id = JSON.stringify([
        change.workload,
        change.direction,
        change.peer,
        change.protocol,
        change.ports,
      ]);
      if (!seen.has(id)) changes.push({ ...change, news: [] });
      seen.add(id);
    }
    yield;
  }
  return changes;
}

interface Touched {
  readonly workload: Workload;
  readonly direction: Direction;
}

/** What objects bind; undefined where it is simpler to compare everything. */
function touchedBy(
  { snapshot, ...engine }: Engine,
  objects: readonly RawObject[],
): readonly Touched[] | undefined {
  const byKey = new Map(snapshot.workloads.map(one => [one.key, one]));
  const touched = new Map<string, Touched>();
  for (const object of objects) {
    const bound =
      servedBy(snapshot, object) ?? boundBy({ snapshot, ...engine }, object);
    const directions: readonly Direction[] =
      object.kind === 'AuthorizationPolicy'
        ? ['ingress']
        : ['egress', 'ingress'];
    for (const key of bound) {
      const workload = byKey.get(key);
      if (!workload || isProxyOfOthers(snapshot, workload)) return undefined;
      for (const direction of directions) {
        touched.set(`${key} ${direction}`, { workload, direction });
      }
    }
  }
  return touched.size > 2 * few ? undefined : [...touched.values()];
}

/** Workloads behind the Services that a policy for a waypoint is hung on. */
function servedBy(
  { services, workloads }: Snapshot,
  object: RawObject,
): readonly string[] | undefined {
  const spec = isMap(object.spec) ? object.spec : {};
  const refs: readonly unknown[] = Array.isArray(spec.targetRefs)
    ? spec.targetRefs
    : [];
  if (object.kind !== 'AuthorizationPolicy' || refs.length === 0) {
    return undefined;
  }
  const names = refs.map(ref =>
    isMap(ref) && ref.kind === 'Service' ? ref.name : undefined,
  );
  const namespace = identityOf(object)?.namespace;
  // Hung on a gateway or a class of them it may touch anybody.
  if (names.includes(undefined)) return workloads.map(({ key }) => key);
  return workloads
    .filter(workload =>
      services.some(
        ({ meta, selector }) =>
          meta.namespace === namespace &&
          names.includes(meta.name) &&
          workload.namespace === namespace &&
          Object.entries(selector ?? {}).every(
            ([key, value]) => workload.labels[key] === value,
          ),
      ),
    )
    .map(({ key }) => key);
}

/** A gateway or a waypoint. */
function isProxyOfOthers(snapshot: Snapshot, { labels }: Workload): boolean {
  if ('gateway.networking.k8s.io/gateway-name' in labels) return true;
  return snapshot
    .objects('Gateway.networking.istio.io')
    .some(({ selector }) =>
      Object.entries(selector).every(([key, value]) => labels[key] === value),
    );
}

function atCaller(
  change: PermissionChange,
  { key, ref, variant }: Workload,
): PermissionChange {
  if (change.direction === 'egress' || change.peer.type !== 'workload') {
    return change;
  }
  const peer: PermissionPeer = {
    type: 'workload',
    key,
    ref,
    ...(variant ? { variant } : {}),
  };
  return { ...change, workload: change.peer.key, direction: 'egress', peer };
}
