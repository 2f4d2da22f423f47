import {
  AccessSpec,
  RequestFinding,
} from '@ztn/backstage-plugin-zero-trust-common';
import { formatWorkloadRef } from '@ztn/zero-trust-engine';
import {
  AccessGoal,
  AccessPlan,
  PlanFinding,
  PlanInput,
} from '@ztn/zero-trust-planner';
import { canonical, sha256 } from './fingerprint';
import { placePlan, PlaceQuestion } from './placePlan';
import { PlannedAccess, PlannedPart, ResolvedEnds } from './PlannedAccess';
import { Planner } from './Planner';

/**
 * What one plan is made of. The request's id is no part of the plan itself: what
 * is previewed and what is submitted are the same plan.
 */
export interface PlanQuestion extends PlaceQuestion {
  readonly reviewers: PlannedAccess['reviewers'];
  readonly rules: PlannedAccess['rules'];
  /** Findings about the moment, which are no part of the plan. */
  readonly aroundIt: readonly PlanFinding[];
}

/** The goal of a request in the planner's words. */
export function goalOf(
  { rules, layers }: Pick<AccessSpec, 'rules' | 'layers'>,
  { caller, callee }: ResolvedEnds,
): AccessGoal {
  return {
    caller: caller.workload,
    callee: callee.workload,
    rules,
    ...(layers ? { layers } : {}),
  };
}

/**
 * What would be written where, with its proof. The one way to it: a preview and
 * a submit ask the same, and so does the work behind.
 */
export async function planRequest(
  planner: Planner,
  question: PlanQuestion,
): Promise<PlannedAccess> {
  const { input, reviewers, rules } = question;
  const plan = await question.budget.run(planner.plan(input));
  const shared = {
    layers: plan.layers,
    objects: plan.objects,
    effect: plan.effect,
    inbound: inboundOf(input, plan),
    reviewers,
    rules,
  };
  if (plan.outcome !== 'change') {
    return {
      ...shared,
      outcome: plan.outcome,
      reason: plan.reason,
      findings: toFindings(plan.findings),
      parts: [],
      hash: hashOf(plan, '', []),
    };
  }
  const { findings, hashInput, ...placed } = await placePlan(plan, question);
  return {
    ...shared,
    ...placed,
    findings: toFindings([...plan.findings, ...findings, ...question.aroundIt]),
    hash: hashOf(plan, hashInput, placed.parts),
  };
}

/** Callers of the callee by name; changes among workloads are told at the caller. */
function inboundOf(
  { engine, goal }: PlanInput,
  plan: AccessPlan,
): PlannedAccess['inbound'] {
  const callees = new Set(
    engine.snapshot.workloads
      .filter(
        ({ key, ref }) =>
          key === goal.callee || formatWorkloadRef(ref) === goal.callee,
      )
      .map(({ key }) => key),
  );
  const callers = new Set(
    [...callees]
      .flatMap(key => engine.openings(key, 'ingress'))
      .flatMap(({ peer }) => (peer.type === 'workload' ? [peer.key] : [])),
  );
  const after = new Set(callers);
  for (const { type, workload, direction, peer } of plan.effect) {
    const isInto =
      direction === 'egress' &&
      peer.type === 'workload' &&
      callees.has(peer.key);
    if (type === 'appears' && isInto) after.add(workload);
  }
  return { before: callers.size, after: after.size };
}

/** What a person agreed to when it was previewed. */
function hashOf(
  plan: AccessPlan,
  placement: string,
  parts: readonly PlannedPart[],
): string {
  return sha256(
    canonical({
      outcome: plan.outcome,
      objects: plan.objects.map(({ object }) => object),
      placement,
      where: parts.map(({ sourceId, branch }) => [sourceId, branch]),
    }),
  );
}

function toFindings(findings: readonly PlanFinding[]): RequestFinding[] {
  return findings.map(({ about, ...finding }) => ({
    ...finding,
    ...(about ? { about: [...about] } : {}),
  }));
}
