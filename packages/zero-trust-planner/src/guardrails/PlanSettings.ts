import { FindingLevel } from '../AccessPlan';

/** What an operator decides about plans. */
export interface PlanSettings {
  /** Environment of the callee, as the operator calls its tier: `prod`. */
  readonly tier?: string;
  /** Levels other than the usual ones, by id of the guardrail. */
  readonly guardrails?: Readonly<Record<string, FindingLevel | 'off'>>;
  /** How the source writes; absent: a new object for each edge. */
  readonly strategy?: 'newObject' | 'merge';
  /** Pairs that may not call, each end by `key=value` tags that it all has. */
  readonly forbiddenPairs?: readonly {
    readonly caller: readonly string[];
    readonly callee: readonly string[];
    readonly because?: string;
  }[];
  /** How many exact requests one access request may ask for. */
  readonly maxTuples?: number;
  readonly adminPorts?: readonly number[];
  readonly adminPaths?: readonly string[];
  /** Whether the cluster's CRD has `enableDefaultDeny`; absent: by version. */
  readonly ciliumDefaultDenyField?: boolean;
}
