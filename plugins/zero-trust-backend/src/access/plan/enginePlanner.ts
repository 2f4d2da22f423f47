import { PolicyDialect } from '@ztn/backstage-plugin-zero-trust-common';
import { RawObject } from '@ztn/zero-trust-engine';
import {
  AccessGoal,
  AccessPlan,
  InvalidGoalError,
  isEffective,
  judgeMergedSteps,
  MergedInput,
  PlanInput,
  planSteps,
  Steps,
} from '@ztn/zero-trust-planner';
import { ClusterSnapshot } from '../../posture/ClusterSnapshot';
import { invalidSpec } from '../errors';
import { nameOf } from '../service/toManifests';
import { grantedRules } from './grantedRules';
import { InForce, MergedJudgement, Planner } from './Planner';

/** The planner's answers, proven by the engine. */
export const enginePlanner: Planner = { plan, judgeMerged, inForce };

function* plan(input: PlanInput): Steps<AccessPlan> {
  try {
    return yield* planSteps(input);
  } catch (error) {
    if (error instanceof InvalidGoalError) throw invalidSpec(error.message);
    throw error;
  }
}

function* judgeMerged(input: MergedInput): Steps<MergedJudgement> {
  try {
    const { findings, grant, undecided } = yield* judgeMergedSteps(input);
    const granted = grantedRules(grant);
    return { findings, granted, ...(undecided ? { undecided } : {}) };
  } catch (error) {
    // One end is gone, which is told by itself: nobody got anything.
    if (error instanceof InvalidGoalError) return { findings: [], granted: [] };
    throw error;
  }
}

/**
 * In force is what the cluster holds and the engine allows in full, at every
 * layer: the object alone proves nothing, and neither does another policy that
 * happens to allow the same.
 */
function inForce(
  snapshot: ClusterSnapshot,
  goal: AccessGoal,
  objects: readonly RawObject[],
): InForce {
  const live = new Set(snapshot.objects.map(nameOf));
  const isThere = objects.every(object => live.has(nameOf(object)));
  try {
    const { effective, waiting } = isEffective(snapshot.engine, goal);
    return {
      effective: isThere && effective,
      waitingFor: [...new Set(waiting.flatMap(({ dialect }) => own(dialect)))],
    };
  } catch (error) {
    // One end is gone: then it is granted to nobody.
    if (error instanceof InvalidGoalError) {
      return { effective: false, waitingFor: [] };
    }
    throw error;
  }
}

function own(dialect: string): readonly PolicyDialect[] {
  switch (dialect) {
    case 'istio':
    case 'networkpolicy':
    case 'cilium':
      return [dialect];
    default:
      return [];
  }
}
