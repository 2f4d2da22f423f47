import {
  FreezeWindow,
  PlanSettings,
  PolicySource,
} from '@ztn/zero-trust-planner';
import { Tier } from '../store/StoredRequest';

/** A policy source with the repository that it is in. */
export interface RepositorySource extends PolicySource {
  readonly repo: string;
  readonly branch: string;
  /** Host, port and path in lower case: what two sources have in common. */
  readonly repoKey: string;
}

/** A namespace, as rules tell it apart. */
export interface NamespaceOf {
  readonly name: string;
  /** Absent: they could not be read. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** How strict requests into a namespace of a cluster are judged. */
export interface ClusterRules {
  readonly environment?: string;
  readonly tier: Tier;
  readonly requiredApprovals: number;
  /** Whether who owns both ends may approve the own request. */
  readonly selfApproval: boolean;
}

/** How a guardrail is taken; `off`: it is not asked. */
export type GuardrailSetting = 'off' | 'info' | 'warn' | 'review' | 'block';

/** Everything about access requests in `app-config.yaml`, checked and typed. */
export interface AccessSettings {
  readonly enabled: boolean;
  readonly sources: readonly RepositorySource[];
  /** By id, for a callee of that tier; absent ones keep the planner's level. */
  readonly guardrailsOf: (
    tier: Tier,
  ) => Readonly<Record<string, GuardrailSetting>>;
  /** What the guardrails measure by; absent: the planner's own. */
  readonly limits: Pick<
    PlanSettings,
    'maxTuples' | 'adminPorts' | 'adminPaths' | 'forbiddenPairs'
  >;
  /** Without a namespace: what holds for those of which nothing is said. */
  readonly rulesOf: (cluster: string, namespace?: NamespaceOf) => ClusterRules;
  readonly justificationMin: number;
  /** What a request's ticket must match as a whole. */
  readonly ticketPattern?: RegExp;
  /** When nothing is submitted. */
  readonly freezeWindows: readonly FreezeWindow[];
  readonly rates: {
    /** Previews of one person in a minute. */
    readonly previewsPerMinute: number;
    /** New requests of one person in an hour. */
    readonly requestsPerHour: number;
    /** Requests of one team that wait for something. */
    readonly openPerTeam: number;
  };
  readonly polling: {
    /** Open pull requests: in the first hour, the first day, later. */
    readonly openMs: readonly [number, number, number];
    /** After the merge: in the first ten minutes, later. */
    readonly syncMs: readonly [number, number];
    /** Requests in force, to see whether the rule is still there. */
    readonly effectiveMs: number;
  };
  readonly syncTimeoutMs: number;
  /** An open pull request that nobody touches for so long is closed. */
  readonly staleAfterMs: number;
  /** Annotation of users with their login, by host; others have a default. */
  readonly loginAnnotations: Readonly<Record<string, string>>;
  /** How much a pull request says of who asked and why, and of what it does. */
  readonly prBody: 'full' | 'minimal';
  /** Where this installation is, for links in pull requests. */
  readonly appUrl: string;
}
