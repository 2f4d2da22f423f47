import { Engine } from '../evaluate/Engine';
import { Permission } from '../evaluate/Permission';
import { Direction } from '../vocabulary';
import { diffPermissions } from './diffPermissions';
import { ClusterChange, PermissionChange } from './PermissionChange';

/**
 * Connections that appear, that vanish, and whose conditions change, each told
 * once: of workloads among themselves at the caller. Evidence alone is no change.
 */
export function diffClusters(
  before: Engine,
  after: Engine,
): readonly ClusterChange[] {
  const steps = diffClusterSteps(before, after);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** The same, one workload after the other: between two, others may run. */
export function* diffClusterSteps(
  before: Engine,
  after: Engine,
): Generator<void, readonly ClusterChange[], void> {
  const keys = [before, after].map(
    ({ snapshot }) => new Set(snapshot.workloads.map(({ key }) => key)),
  );
  const all = [...new Set([...keys[0], ...keys[1]])].sort();
  const changes: PermissionChange[] = [];
  for (const workload of all) {
    for (const direction of ['egress', 'ingress'] as const) {
      const sides = [before, after].map((engine, side) =>
        keys[side].has(workload) ? rowsOf(engine, workload, direction) : [],
      );
      changes.push(...diffPermissions(workload, direction, sides));
      yield;
    }
  }
  return changes.map(change => ({
    ...change,
    news: [
      change.workload,
      ...(change.peer.type === 'workload' ? [change.peer.key] : []),
    ].filter(key => keys.some(known => !known.has(key))),
  }));
}

function rowsOf(
  engine: Engine,
  key: string,
  direction: Direction,
): readonly Permission[] {
  return engine
    .openings(key, direction)
    .filter(({ peer }) => direction === 'egress' || peer.type !== 'workload');
}
