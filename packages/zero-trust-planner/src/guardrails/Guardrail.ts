import { Engine, RawObject } from '@ztn/zero-trust-engine';
import { AccessGoal } from '../AccessGoal';
import { FindingLevel, PlanFinding } from '../AccessPlan';
import { Edge } from '../goal/findEdge';
import type { Attempt } from '../planAccess';
import { PlanFacts } from './PlanFacts';
import { PlanSettings } from './PlanSettings';

/** What every guardrail may look at. */
export interface GuardrailContext {
  readonly engine: Engine;
  readonly goal: AccessGoal;
  readonly edge: Edge;
  readonly tried: Attempt;
  /** What is written: planned objects, or those that were merged. */
  readonly objects: readonly RawObject[];
  readonly settings?: PlanSettings;
  readonly facts?: PlanFacts;
}

/** What a guardrail says; its level may be another than the usual one. */
export type Warning = Omit<PlanFinding, 'id' | 'level'> & {
  readonly level?: FindingLevel;
  /** As of a guardrail: this one cannot be lowered. */
  readonly fixed?: true;
};

/** One rule about plans. */
export interface Guardrail {
  readonly id: string;
  readonly level: FindingLevel;
  /** An operator can neither lower it nor turn it off: the proof rests on it. */
  readonly fixed?: true;
  check(context: GuardrailContext): readonly Warning[];
}
