import { Party } from '../layers/Layer';
import { ClusterService, ServicePort } from '../snapshot/Snapshot';
import { Pod } from '../snapshot/Workload';

/** One caller that a question's `from` resolves to. */
export interface Caller {
  readonly party: Party;
  /** Pods that this caller stands for; empty for a template and for others. */
  readonly pods: readonly Pod[];
}

/** One destination that a question's `to` and port resolve to. */
export interface Target {
  readonly party: Party;
  readonly pods: readonly Pod[];
  /** Port on the pod or address; null for ICMP. */
  readonly port: number | null;
  /** The Service that the caller dials, if it dials one. */
  readonly service?: {
    readonly service: ClusterService;
    readonly port: ServicePort;
  };
  /** The policy by which it answers, on its own node, for what was asked for. */
  readonly redirectedBy?: string;
}

/** A destination that cannot be resolved to an end: nothing can be judged. */
export interface Unresolved {
  /** Stable code: `service-has-no-such-port`, `service-has-no-backend`, … */
  readonly reason: string;
  readonly params: Readonly<Record<string, string>>;
}
