import {
  PreviewOutcome,
  RequestFinding,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ClusterChange } from '@ztn/zero-trust-engine';
import {
  EditRefusalCode,
  FileEdit,
  PlacementChoice,
  PlanLayer,
  PlannedObject,
} from '@ztn/zero-trust-planner';
import { ClusterRules } from '../config/AccessSettings';

/** Who an entity was when it was asked about. */
export interface ResolvedEnd {
  /** The catalog's, which a renamed or replaced entity does not keep. */
  readonly uid?: string;
  /** `Workload.key`. */
  readonly workload: string;
  readonly serviceAccount: string;
  /** Labels by which policies would find it. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Both ends of a request. */
export interface ResolvedEnds {
  readonly caller: ResolvedEnd;
  readonly callee: ResolvedEnd;
}

/** One repository's share of a plan. */
export interface PlannedPart {
  readonly sourceId: string;
  readonly branch: string;
  readonly baseSha: string;
  readonly locatedBy: string;
  readonly edits: readonly FileEdit[];
  /** Every file that its objects are in, changed or not. */
  readonly paths: readonly string[];
}

/** What would be written where, with its proof; the same for every reader. */
export interface PlannedAccess {
  readonly outcome: PreviewOutcome;
  readonly reason: string;
  readonly hash: string;
  readonly layers: readonly PlanLayer[];
  readonly objects: readonly PlannedObject[];
  readonly findings: readonly RequestFinding[];
  readonly effect: readonly ClusterChange[];
  readonly inbound: { readonly before: number; readonly after: number };
  readonly parts: readonly PlannedPart[];
  /** Why no file takes it; with `not_locatable`. */
  readonly refusal?: EditRefusalCode;
  /** Files among which a person has to choose, each for an object. */
  readonly choices?: readonly (PlacementChoice & { readonly object: string })[];
  readonly reviewers: readonly {
    readonly ref: string;
    readonly login?: string;
    readonly required: boolean;
  }[];
  /** What the namespace of the callee asks of it. */
  readonly rules: ClusterRules;
}
