import { setImmediate as turn } from 'node:timers/promises';
import {
  AccessSpec,
  RequestFinding,
} from '@ztn/backstage-plugin-zero-trust-common';
import { formatWorkloadRef, parseWorkloadRef } from '@ztn/zero-trust-engine';
import {
  AccessGoal,
  AccessPlan,
  Placement,
  placeObjects,
  PlanFinding,
  PlanInput,
} from '@ztn/zero-trust-planner';
import { SourceHost, treeOf } from '../git/SourceHosts';
import { canonical, sha256 } from './fingerprint';
import { PlannedAccess, PlannedPart, ResolvedEnds } from './PlannedAccess';
import { Planner } from './Planner';

/** What one plan is made of. */
export interface PlanQuestion {
  readonly input: PlanInput;
  readonly spec: AccessSpec;
  readonly environment?: string;
  readonly sources: readonly SourceHost[];
  /** `zero-trust/policy-source` of the two entities. */
  readonly annotations: { readonly caller?: string; readonly callee?: string };
  readonly reviewers: PlannedAccess['reviewers'];
  readonly requiredApprovals: number;
  /**
   * Goes into the files. The plan itself knows nothing of it: what is previewed
   * and what is submitted are the same plan.
   */
  readonly requestId?: string;
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
  const { input, reviewers, requiredApprovals } = question;
  const plan = planner.plan(input);
  // A proof over a large cluster takes its time. Connections that ended in the
  // meantime are let go of first: the next request must not be sent on one.
  await turn();
  await turn();
  const shared = {
    layers: plan.layers,
    objects: plan.objects,
    effect: plan.effect,
    inbound: inboundOf(input, plan),
    reviewers,
    requiredApprovals,
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
  const { placement, parts } = await place(question, plan);
  const outcome = outcomeOf(placement);
  return {
    ...shared,
    outcome,
    reason: reasonOf(outcome, plan, placement),
    findings: toFindings([...plan.findings, ...placement.findings]),
    parts,
    hash: hashOf(plan, placement.hashInput, parts),
  };
}

function nameOf(key: string): { namespace: string; name: string } {
  const ref = parseWorkloadRef(key);
  return { namespace: ref?.namespace ?? '', name: ref?.name ?? '' };
}

async function place(
  question: PlanQuestion,
  plan: AccessPlan,
): Promise<{ placement: Placement; parts: readonly PlannedPart[] }> {
  const { input, spec, sources, annotations, environment, requestId } =
    question;
  const read = await Promise.all(
    sources.map(async source => ({ source, ...(await treeOf(source)) })),
  );
  const placement = await placeObjects({
    objects: plan.objects,
    sources: read.map(({ source, tree }) => ({ source: source.source, tree })),
    names: {
      cluster: spec.cluster,
      ...(environment === undefined ? {} : { environment }),
      caller: nameOf(input.goal.caller),
      callee: nameOf(input.goal.callee),
    },
    annotations,
    ...(requestId === undefined ? {} : { request: { id: requestId } }),
  });
  const parts = placement.parts.map(part => {
    const from = read.find(({ source }) => source.source.id === part.sourceId);
    return {
      sourceId: part.sourceId,
      branch: from?.source.source.branch ?? '',
      baseSha: from?.sha ?? '',
      locatedBy: part.locatedBy,
      edits: part.edits,
      paths: [...new Set(part.objects.map(({ path }) => path))],
    };
  });
  return { placement, parts };
}

function outcomeOf({ outcome, refusals }: Placement): PlannedAccess['outcome'] {
  if (outcome === 'already_in_git') return 'already_in_git';
  if (outcome === 'edits') return 'change';
  return refusals.length > 0 ? 'not_locatable' : 'blocked';
}

function reasonOf(
  outcome: PlannedAccess['outcome'],
  plan: AccessPlan,
  { refusals }: Placement,
): string {
  switch (outcome) {
    case 'already_in_git':
      return 'the policy is in Git already and has not reached the cluster yet';
    case 'not_locatable':
      return refusals[0]?.message ?? 'no policy source takes the change';
    default:
      return plan.reason;
  }
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
