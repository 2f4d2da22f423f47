import {
  ComplianceFilter,
  ControlState,
  PeerEntity,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ControlResult, Severity } from '@ztn/zero-trust-engine';

/** A result after exceptions were looked at. */
export interface Judged {
  readonly result: ControlResult;
  readonly severity: Severity;
  readonly state: ControlState;
  /** Id of the exception that covers it; then `result.state` is what it would be. */
  readonly waiver?: string;
}

/** One workload of the fleet with what its controls say. */
export interface FleetWorkload {
  /** `cluster/key`. */
  readonly id: string;
  readonly cluster: string;
  readonly key: string;
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  readonly entities: readonly PeerEntity[];
  readonly owners: readonly string[];
  readonly systems: readonly string[];
  readonly results: readonly Judged[];
}

/** A namespace, or a cluster where `namespace` is absent, with its own controls. */
export interface FleetPlace {
  readonly cluster: string;
  readonly namespace?: string;
  readonly results: readonly Judged[];
}

/** Everything that was assessed and is counted. */
export interface Fleet {
  readonly workloads: readonly FleetWorkload[];
  readonly namespaces: readonly FleetPlace[];
  readonly clusters: readonly FleetPlace[];
  readonly excludedWorkloads: number;
}

/**
 * The part of the fleet that a filter means. Owners and systems have workloads;
 * namespaces and clusters are then those in which these run.
 */
export function narrow(fleet: Fleet, filter: ComplianceFilter): Fleet {
  const { cluster, namespace, owner, system } = filter;
  const workloads = fleet.workloads.filter(
    w =>
      (cluster === undefined || w.cluster === cluster) &&
      (namespace === undefined || w.namespace === namespace) &&
      (owner === undefined || belongs(w.owners, owner)) &&
      (system === undefined || belongs(w.systems, system)),
  );
  const byWorkloads = owner !== undefined || system !== undefined;
  const homes = new Set(workloads.map(w => `${w.cluster}/${w.namespace}`));
  const namespaces = fleet.namespaces.filter(
    place =>
      (cluster === undefined || place.cluster === cluster) &&
      (namespace === undefined || place.namespace === namespace) &&
      (!byWorkloads || homes.has(`${place.cluster}/${place.namespace}`)),
  );
  const meant = new Set(
    (byWorkloads ? workloads : namespaces).map(place => place.cluster),
  );
  return {
    workloads,
    namespaces,
    clusters: fleet.clusters.filter(
      place =>
        (cluster === undefined || place.cluster === cluster) &&
        (meant.has(place.cluster) || !(byWorkloads || namespace)),
    ),
    excludedWorkloads: fleet.excludedWorkloads,
  };
}

/** An empty name means those that have none. */
function belongs(names: readonly string[], wanted: string): boolean {
  return wanted === '' ? names.length === 0 : names.includes(wanted);
}
