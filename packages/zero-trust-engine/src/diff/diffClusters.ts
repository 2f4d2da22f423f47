import { Engine } from '../evaluate/Engine';
import { Permission } from '../evaluate/Permission';
import { Direction } from '../vocabulary';
import { diffPermissions } from './diffPermissions';
import { ClusterChange } from './PermissionChange';

/**
 * Connections that appear, that vanish, and whose conditions change, each told
 * once: of workloads among themselves at the caller. Evidence alone is no change.
 */
export function diffClusters(
  before: Engine,
  after: Engine,
): readonly ClusterChange[] {
  const keys = [before, after].map(
    ({ snapshot }) => new Set(snapshot.workloads.map(({ key }) => key)),
  );
  const all = [...new Set([...keys[0], ...keys[1]])].sort();
  const changes = all.flatMap(workload =>
    (['egress', 'ingress'] as const).flatMap(direction => {
      const sides = [before, after].map((engine, side) =>
        keys[side].has(workload) ? rowsOf(engine, workload, direction) : [],
      );
      return diffPermissions(workload, direction, sides);
    }),
  );
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
