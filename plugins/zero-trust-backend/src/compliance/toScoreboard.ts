import {
  ScoreboardBy,
  ScoreboardResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Fleet, FleetWorkload, Judged } from './Fleet';
import { countsOf, scoreOf } from './score';

type Line = ScoreboardResponse['items'][number];

interface Group {
  readonly name: string;
  readonly cluster?: string;
  workloads: number;
  readonly results: Judged[];
}

/**
 * Results of workloads (and of namespaces and clusters, where they are what is
 * compared) by who answers for them, worst first. A workload of two owners
 * counts for both; one of none under the empty name.
 */
export function toScoreboard(fleet: Fleet, by: ScoreboardBy): readonly Line[] {
  const groups = new Map<string, Group>();
  const groupOf = (name: string, cluster?: string): Group => {
    const id = cluster === undefined ? name : `${cluster}/${name}`;
    const group = groups.get(id) ?? {
      name,
      ...(cluster === undefined ? {} : { cluster }),
      workloads: 0,
      results: [],
    };
    groups.set(id, group);
    return group;
  };
  for (const workload of fleet.workloads) {
    for (const { name, cluster } of namesOf(workload, by)) {
      const group = groupOf(name, cluster);
      group.workloads += 1;
      group.results.push(...workload.results);
    }
  }
  if (by === 'namespace' || by === 'cluster') {
    for (const { cluster, namespace = '', results } of fleet.namespaces) {
      const group =
        by === 'cluster' ? groupOf(cluster) : groupOf(namespace, cluster);
      group.results.push(...results);
    }
  }
  if (by === 'cluster') {
    for (const { cluster, results } of fleet.clusters) {
      groupOf(cluster).results.push(...results);
    }
  }
  return [...groups]
    .map(
      ([id, { name, cluster, workloads, results }]): Line => ({
        id,
        name,
        ...(cluster === undefined ? {} : { cluster }),
        workloads,
        counts: countsOf(results),
        score: scoreOf(results),
      }),
    )
    .sort((a, b) => b.score - a.score || a.id.localeCompare(b.id));
}

function namesOf(
  { owners, systems, namespace, cluster }: FleetWorkload,
  by: ScoreboardBy,
): readonly { readonly name: string; readonly cluster?: string }[] {
  switch (by) {
    case 'owner':
      return (owners.length > 0 ? owners : ['']).map(name => ({ name }));
    case 'system':
      return (systems.length > 0 ? systems : ['']).map(name => ({ name }));
    case 'namespace':
      return [{ name: namespace, cluster }];
    default:
      return [{ name: cluster }];
  }
}
