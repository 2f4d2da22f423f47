/** Where a policy can be written; `networkpolicy` is Kubernetes' own. */
export type PolicyDialect = 'istio' | 'networkpolicy' | 'cilium';

/** How a path is meant; the generators write the asterisks. */
export interface RequestPath {
  readonly type: 'exact' | 'prefix' | 'template';
  readonly value: string;
}

/** One port and what may be asked on it; without `http`, everything. */
export interface AccessRule {
  /** The workload's port. */
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly http?: {
    readonly methods: readonly string[];
    readonly paths: readonly RequestPath[];
  };
}

/** "A may call B" with entities resolved to workloads of one cluster. */
export interface AccessGoal {
  /** `Workload.key`. */
  readonly caller: string;
  /** `Workload.key`. */
  readonly callee: string;
  readonly rules: readonly AccessRule[];
  /** Absent: whatever layer needs a change. */
  readonly layers?: readonly PolicyDialect[];
}
