import { RolloutResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { Fleet, FleetWorkload } from '../compliance/Fleet';
import { toOverview } from '../compliance/toOverview';
import { ComplianceSettings } from '../compliance/ComplianceSettings';
import {
  least,
  leastMeshFirst,
  leastNetworkFirst,
  meshStageOf,
  networkStageOf,
} from './stages';

type Line = RolloutResponse['items'][number];

/** Namespaces that have workloads, the least far first. */
export function toNamespaces(
  fleet: Fleet,
  settings: ComplianceSettings,
): readonly Line[] {
  const byNamespace = new Map<string, FleetWorkload[]>();
  for (const workload of fleet.workloads) {
    const id = `${workload.cluster}/${workload.namespace}`;
    const list = byNamespace.get(id);
    if (list) list.push(workload);
    else byNamespace.set(id, [workload]);
  }
  const ages = new Map(
    toOverview(fleet, settings, Infinity).permissive.map(
      ({ cluster, namespace, days }) => [`${cluster}/${namespace}`, days],
    ),
  );
  return [...byNamespace]
    .map(([id, workloads]): Line => {
      const [{ cluster, namespace }] = workloads;
      const mesh = workloads.map(meshStageOf);
      const network = workloads.map(networkStageOf);
      const permissiveDays = ages.get(id);
      return {
        id,
        cluster,
        namespace,
        workloads: workloads.length,
        mesh: least(leastMeshFirst, mesh),
        network: least(leastNetworkFirst, network),
        meshCounts: countsOf(mesh),
        networkCounts: countsOf(network),
        ...(permissiveDays === undefined ? {} : { permissiveDays }),
      };
    })
    .sort(
      (a, b) =>
        leastMeshFirst.indexOf(a.mesh) - leastMeshFirst.indexOf(b.mesh) ||
        leastNetworkFirst.indexOf(a.network) -
          leastNetworkFirst.indexOf(b.network) ||
        a.id.localeCompare(b.id),
    );
}

function countsOf(stages: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const stage of stages) counts[stage] = (counts[stage] ?? 0) + 1;
  return counts;
}
