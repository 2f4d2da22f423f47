import {
  AccessRule,
  PolicyDialect,
} from '@ztn/backstage-plugin-zero-trust-common';
import { RawObject } from '@ztn/zero-trust-engine';
import {
  AccessGoal,
  AccessPlan,
  MergedInput,
  PlanFinding,
  PlanInput,
  Steps,
} from '@ztn/zero-trust-planner';
import { ClusterSnapshot } from '../../posture/ClusterSnapshot';

/** What was really merged, judged as a new request would be. */
export interface MergedJudgement {
  readonly findings: readonly PlanFinding[];
  /** The cluster cannot tell now what it lets through; later it may. */
  readonly undecided?: true;
  /** The rules that the objects hold for this pair. */
  readonly granted: readonly AccessRule[];
}

/** How far a grant is in force. */
export interface InForce {
  readonly effective: boolean;
  /** Where it is not allowed yet. */
  readonly waitingFor: readonly PolicyDialect[];
}

/** The questions that requests put to the planner; the long ones in pieces. */
export interface Planner {
  plan(input: PlanInput): Steps<AccessPlan>;
  judgeMerged(input: MergedInput): Steps<MergedJudgement>;
  inForce(
    snapshot: ClusterSnapshot,
    goal: AccessGoal,
    objects: readonly RawObject[],
  ): InForce;
}
