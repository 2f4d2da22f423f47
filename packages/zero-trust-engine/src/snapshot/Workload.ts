import { WorkloadRef } from '../refs';
import { StringMap } from './KubernetesObject';

/** One snapshot's workload (`Snapshot.ids`); never mixed with other numbers. */
export type WorkloadId = number & { readonly brand: 'WorkloadId' };

/** A port that a container declares. */
export interface ContainerPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/** A container, with what verdicts depend on. */
export interface Container {
  readonly name: string;
  readonly image: string;
  /** `sidecar` is an init container with `restartPolicy: Always`. */
  readonly role: 'main' | 'init' | 'sidecar';
  readonly args: readonly string[];
  readonly env: StringMap;
  readonly ports: readonly ContainerPort[];
  /** The container's own, else the pod's. */
  readonly runAsUser?: number;
}

/** What a pod template and a pod have in common. */
export interface PodShape {
  readonly labels: StringMap;
  readonly annotations: StringMap;
  readonly serviceAccount: string;
  readonly hostNetwork: boolean;
  /** `automountServiceAccountToken`; absent: the service account decides. */
  readonly automountToken?: boolean;
  readonly containers: readonly Container[];
}

/** A pod that is not terminated. */
export interface Pod extends PodShape {
  readonly namespace: string;
  readonly name: string;
  readonly node?: string;
  /** Every address of the pod, both families; empty before it has one. */
  readonly addresses: readonly string[];
  readonly phase: string;
  readonly ready: boolean;
  readonly creationTimestamp: string;
}

/**
 * Pods of one owner with the same namespace, relevant labels and service
 * account. Pods of an owner that differ on a label that any selector reads
 * are different workloads (variants) of the same ref.
 */
export interface Workload {
  readonly id: WorkloadId;
  readonly ref: WorkloadRef;
  /** `namespace/Kind/name`, with `[label=value,…]` behind for a variant. */
  readonly key: string;
  readonly variant?: string;
  readonly namespace: string;
  readonly labels: StringMap;
  readonly annotations: StringMap;
  readonly serviceAccount: string;
  readonly hostNetwork: boolean;
  /** Declared ports of all containers, sidecars included, without duplicates. */
  readonly ports: readonly ContainerPort[];
  /** Empty when the owner has no pod yet: then `template` counts. */
  readonly pods: readonly Pod[];
  /** Labels by which its owner finds its pods, where it says so in labels. */
  readonly selector?: StringMap;
  /** The owner's template, when it has one. */
  readonly template?: PodShape;
}
