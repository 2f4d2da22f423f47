import {
  ReachedWorkload,
  ReachGroup,
  ReachLevel,
  ReachResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ownKeys } from '../ownKeys';
import { pageOf } from '../pageOf';
import { AskOptions, ParsedReachQuery } from '../PostureService';
import { PostureParts } from '../PostureParts';
import { ClusterReach, reachIn } from './reachIn';

/** Peers that are no workloads, told in one answer. */
const MAX_OUTSIDE = 50;

/**
 * What an entity could reach if it were taken over. Counts are over everything
 * that is reached and not over what a text leaves: otherwise the text would tell
 * the names of what is hidden.
 */
export async function listReach(
  parts: PostureParts,
  entityRef: string,
  query: ParsedReachQuery,
  { credentials }: AskOptions,
): Promise<ReachResponse> {
  const { hops } = query;
  const entity = await parts.entities.read(entityRef, { credentials });
  const found: ClusterReach[] = [];
  // One after the other: each search keeps the processor busy.
  for (const [cluster, keys] of ownKeys(entity)) {
    const reach = await reachIn(parts, cluster, keys, { hops, credentials });
    if (reach) found.push(reach);
  }
  const workloads = found.flatMap(reach => reach.workloads).sort(worstFirst);
  const matching = workloads.filter(withText(query.q));
  const page = pageOf(matching, query);
  return {
    entityRef: entity.entityRef,
    now: parts.clock().toISOString(),
    mapping: entity.mapping,
    hops,
    complete: found.every(({ complete }) => complete),
    cut: found.some(({ cut }) => cut),
    levels: levelsOf(found),
    sensitive: workloads.filter(({ sensitive }) => sensitive).length,
    owners: groupsOf(workloads, ({ entities }) => entities.map(e => e.owner)),
    systems: groupsOf(workloads, ({ entities }) => entities.map(e => e.system)),
    items: [...page.items],
    totalItems: matching.length,
    nextCursor: page.nextCursor,
    outside: found
      .flatMap(({ outside }) => outside)
      .sort((a, b) => a.hop - b.hop)
      .slice(0, MAX_OUTSIDE),
    hiddenPeers: found.reduce((sum, { hidden }) => sum + hidden.length, 0),
    clusters: [...entity.clusters],
    partial: entity.partial,
  };
}

function worstFirst(a: ReachedWorkload, b: ReachedWorkload): number {
  return (
    Number(b.sensitive) - Number(a.sensitive) ||
    a.hop - b.hop ||
    Number(b.certain) - Number(a.certain) ||
    a.cluster.localeCompare(b.cluster) ||
    a.key.localeCompare(b.key)
  );
}

function withText(q: string | undefined): (row: ReachedWorkload) => boolean {
  const wanted = q?.trim().toLowerCase();
  if (!wanted) return () => true;
  return ({ key, cluster, entities }) =>
    [
      key,
      cluster,
      ...entities.flatMap(e => [e.entityRef, e.title, e.owner, e.system]),
    ].some(text => text?.toLowerCase().includes(wanted));
}

function levelsOf(found: readonly ClusterReach[]): ReachLevel[] {
  const levels = new Map<number, ReachLevel>();
  const level = (hop: number) => {
    const known = levels.get(hop);
    if (known) return known;
    const fresh = { hop, workloads: 0, certain: 0, hidden: 0 };
    levels.set(hop, fresh);
    return fresh;
  };
  for (const { reached, hidden } of found) {
    for (const { hop, certain } of reached) {
      level(hop).workloads += 1;
      if (certain) level(hop).certain += 1;
    }
    for (const hop of hidden) level(hop).hidden += 1;
  }
  return [...levels.values()].sort((a, b) => a.hop - b.hop);
}

/** Largest first. A workload with two owners counts for both. */
function groupsOf(
  workloads: readonly ReachedWorkload[],
  refsOf: (row: ReachedWorkload) => readonly (string | undefined)[],
): ReachGroup[] {
  const groups = new Map<string | undefined, ReachGroup>();
  for (const row of workloads) {
    const refs = refsOf(row);
    for (const ref of new Set(refs.length > 0 ? refs : [undefined])) {
      const group = groups.get(ref) ?? { ref, workloads: 0, sensitive: 0 };
      group.workloads += 1;
      if (row.sensitive) group.sensitive += 1;
      groups.set(ref, group);
    }
  }
  return [...groups.values()].sort(
    (a, b) =>
      b.sensitive - a.sensitive ||
      b.workloads - a.workloads ||
      (a.ref ?? '').localeCompare(b.ref ?? ''),
  );
}
