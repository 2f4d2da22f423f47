import { Facts } from './Facts';
import { Gap } from './Gap';
import { ObjectMeta, StringMap } from './KubernetesObject';
import { ParsedKinds } from './parsedKinds';
import { ServiceAccount } from './parseServiceAccount';
import { Workload } from './Workload';
import { WorkloadIds } from './WorkloadIds';

/**
 * The immutable input of the engine: one cluster's objects, normalised, with
 * defaults filled as the API server fills them; plus facts and gaps. Order is
 * fixed (namespace, then name), so equal objects give an equal snapshot.
 */
export interface Snapshot {
  /** The cluster's configured name; empty for files. */
  readonly cluster: string;
  readonly namespaces: ReadonlyMap<string, Namespace>;
  /** In order of their owners; `ids` finds them by id. */
  readonly workloads: readonly Workload[];
  readonly ids: WorkloadIds;
  readonly services: readonly ClusterService[];
  readonly endpointSlices: readonly EndpointSlice[];
  readonly nodes: readonly Node[];
  readonly serviceAccounts: readonly ServiceAccount[];
  readonly configMaps: readonly ConfigMap[];
  readonly facts: Facts;
  readonly gaps: readonly Gap[];
  /**
   * Policies and other parsed kinds, by kind; an empty list means that there
   * is none, unless `gaps` says otherwise.
   */
  objects<K extends keyof ParsedKinds>(kind: K): readonly ParsedKinds[K][];
  /** Objects of this kind could not all be read or parsed; a key of `kinds.ts`. */
  gapsOf(kind: string): readonly Gap[];
}

/** A namespace; `kubernetes.io/metadata.name` is always among its labels. */
export interface Namespace {
  readonly name: string;
  readonly labels: StringMap;
  readonly annotations: StringMap;
  /** False when only its objects were seen, as in a folder of manifests. */
  readonly declared: boolean;
}

/** A Kubernetes Service ("Service" alone is a backend class in this code). */
export interface ClusterService {
  readonly meta: ObjectMeta;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  readonly headless: boolean;
  readonly clusterIPs: readonly string[];
  readonly externalIPs: readonly string[];
  readonly externalName?: string;
  readonly loadBalancerAddresses: readonly string[];
  readonly loadBalancerSourceRanges: readonly string[];
  readonly externalTrafficPolicy: 'Cluster' | 'Local';
  /** Undefined for a Service without selector. */
  readonly selector?: StringMap;
  readonly ports: readonly ServicePort[];
}

/** One port of a Service, defaults filled. */
export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** A number, or a container port's name resolved per pod. */
  readonly targetPort: number | string;
  readonly appProtocol?: string;
  readonly nodePort?: number;
}

/** Endpoints of a Service; only those without selector are read by verdicts. */
export interface EndpointSlice {
  readonly meta: ObjectMeta;
  readonly service: string;
  readonly ports: readonly {
    readonly name?: string;
    readonly port: number;
    readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  }[];
  readonly endpoints: readonly {
    readonly addresses: readonly string[];
    readonly ready: boolean;
    readonly pod?: string;
  }[];
}

/** A node with the addresses by which policy may see it. */
export interface Node {
  readonly name: string;
  readonly labels: StringMap;
  readonly annotations: StringMap;
  readonly addresses: readonly string[];
  readonly podCidrs: readonly string[];
}

/** A config map: only those that carry facts are kept. */
export interface ConfigMap {
  readonly meta: ObjectMeta;
  readonly data: StringMap;
}
