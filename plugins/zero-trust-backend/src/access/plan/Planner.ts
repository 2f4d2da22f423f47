import {
  AccessRule,
  PolicyDialect,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Engine, RawObject } from '@ztn/zero-trust-engine';
import { AccessGoal, AccessPlan, PlanFinding } from '@ztn/zero-trust-planner';
import { GuardrailSetting } from '../config/AccessSettings';

/** What only the catalog and the configuration know of an end. */
export interface EndFacts {
  readonly cluster?: string;
  readonly environment?: string;
  /** `key=value` labels and tags of the catalog entity. */
  readonly tags?: readonly string[];
  readonly owners?: number;
}

/** What a plan is made from. */
export interface PlanInput {
  readonly engine: Engine;
  readonly goal: AccessGoal;
  readonly request: { readonly id: string };
  readonly settings: {
    readonly tier: string;
    readonly guardrails: Readonly<Record<string, GuardrailSetting>>;
  };
  readonly facts?: { readonly caller?: EndFacts; readonly callee?: EndFacts };
  readonly names?: { readonly caller?: string; readonly callee?: string };
}

/** What was really merged, judged as a new request would be. */
export interface MergedJudgement {
  readonly findings: readonly PlanFinding[];
  /** The rules that the objects hold for this pair. */
  readonly granted: readonly AccessRule[];
}

/** How far a grant is in force. */
export interface InForce {
  readonly effective: boolean;
  /** Where it is not allowed yet. */
  readonly waitingFor: readonly PolicyDialect[];
}

/** The questions that requests put to the planner. */
export interface Planner {
  plan(input: PlanInput): AccessPlan;
  judgeMerged(
    input: PlanInput & { readonly objects: readonly RawObject[] },
  ): MergedJudgement;
  inForce(
    engine: Engine,
    goal: AccessGoal,
    objects: readonly RawObject[],
  ): InForce;
}
