import { AccessSpec } from '@ztn/backstage-plugin-zero-trust-common';
import { parseWorkloadRef } from '@ztn/zero-trust-engine';
import { askFindings, AskFacts } from '@ztn/zero-trust-planner';
import { AccessSettings } from '../config/AccessSettings';
import { conflictOf, invalidSpec } from '../errors';
import { shortIdOf } from '../ids';
import { fingerprintOf } from '../plan/fingerprint';
import { PlannedAccess, ResolvedEnds } from '../plan/PlannedAccess';
import { StoredPart, StoredRequest } from '../store/StoredRequest';

/** The spec with both ends said in full: later it must mean the same. */
export function inFull(spec: AccessSpec, ends: ResolvedEnds): AccessSpec {
  const caller = parseWorkloadRef(ends.caller.workload);
  const callee = parseWorkloadRef(ends.callee.workload);
  return {
    ...spec,
    caller: {
      ...spec.caller,
      identity: {
        namespace: caller?.namespace ?? '',
        serviceAccount: ends.caller.serviceAccount,
      },
    },
    callee: {
      ...spec.callee,
      ...(callee ? { workload: { ...callee } } : {}),
    },
  };
}

/** A request that nobody has written down yet. */
export function newRequest(
  asked: {
    readonly id: string;
    readonly spec: AccessSpec;
    readonly ends: ResolvedEnds;
    readonly plan: PlannedAccess;
    readonly requester: string;
    readonly justification: string;
    readonly ticketUrl?: string;
    readonly submit: boolean;
    readonly supersedes?: string;
  },
  now: Date,
): StoredRequest {
  const { id, spec, ends, plan } = asked;
  const { environment, tier, requiredApprovals } = plan.rules;
  const at = now.toISOString();
  return {
    id,
    shortId: shortIdOf(id),
    fingerprint: fingerprintOf(spec, ends),
    state: asked.submit ? 'submitting' : stateOfPlan(plan),
    version: 1,
    requester: asked.requester,
    watchers: [],
    ...(asked.supersedes === undefined ? {} : { supersedes: asked.supersedes }),
    spec: inFull(spec, ends),
    ends,
    plan,
    planHash: plan.hash,
    ...(environment === undefined ? {} : { environment }),
    tier,
    justification: asked.justification,
    ...(asked.ticketUrl === undefined ? {} : { ticketUrl: asked.ticketUrl }),
    requiredApprovals,
    createdAt: at,
    updatedAt: at,
    ...(asked.submit ? { submittedAt: at, nextCheckAt: at } : {}),
    attempts: 0,
  };
}

/**
 * How strictly a request is judged: as its plan says that it is now, and not as
 * it was when somebody drafted it, or asked for another workload.
 */
export const strictnessOf = ({
  rules: { environment, tier, requiredApprovals },
}: PlannedAccess): Pick<
  StoredRequest,
  'environment' | 'tier' | 'requiredApprovals'
> => ({ environment, tier, requiredApprovals });

/** Only what could be submitted is valid. */
export const stateOfPlan = ({ outcome }: PlannedAccess) =>
  outcome === 'change' || outcome === 'already_in_git' ? 'validated' : 'draft';

/** One part for each repository; one whose files are there already is merged. */
export function partsOf(
  request: Pick<StoredRequest, 'shortId' | 'plan'>,
  settings: AccessSettings,
): readonly StoredPart[] {
  const seen = new Map<string, number>();
  return request.plan.parts.map((part, ordinal) => {
    const source = settings.sources.find(({ id }) => id === part.sourceId);
    const repoKey = source?.repoKey ?? part.sourceId;
    const count = (seen.get(repoKey) ?? 0) + 1;
    seen.set(repoKey, count);
    const isThere = part.edits.length === 0;
    return {
      ordinal,
      sourceId: part.sourceId,
      repoKey,
      baseBranch: part.branch,
      baseSha: part.baseSha,
      branch: `zero-trust/ar-${request.shortId}${
        count > 1 ? `-p${count}` : ''
      }`,
      state: isThere ? 'merged' : 'pending',
      ...(isThere ? { mergeSha: part.baseSha } : {}),
      files: part.edits.map(({ path }) => path),
    };
  });
}

/** Throws unless the plan may be submitted, as it was previewed. */
export function requireSubmittable(
  plan: PlannedAccess,
  asked: AskFacts & { readonly previewHash?: string },
  settings: AccessSettings,
): void {
  const asking = askFindings(asked, {
    ...settings,
    guardrails: settings.guardrailsOf(plan.rules.tier),
  }).find(({ level }) => level === 'block');
  if (asking) throw invalidSpec(askingFault(asking.id, settings));
  if (asked.previewHash === undefined) {
    throw invalidSpec(`'previewHash' of the preview is needed to submit`);
  }
  const blocking = plan.findings.filter(({ level }) => level === 'block');
  const forbidden = () =>
    conflictOf(codeOf(blocking), 'a guardrail forbids it; see the preview', {
      findings: blocking.map(({ id, level }) => ({ id, level })),
    });
  switch (plan.outcome) {
    case 'change':
    case 'already_in_git':
      // What can be done may be forbidden for now.
      if (blocking.length > 0) throw forbidden();
      break;
    case 'already_allowed':
      throw conflictOf('ALREADY_ALLOWED', 'it is allowed already');
    case 'blocked_by_deny':
      throw conflictOf('BLOCKED_BY_DENY', 'a policy denies it');
    case 'not_locatable':
      throw conflictOf(plan.refusal ?? 'NOT_LOCATABLE', plan.reason);
    case 'unknown':
      throw conflictOf(
        'GUARDRAIL_BLOCKED',
        'it cannot be proven what the change would do',
      );
    default:
      throw forbidden();
  }
  if (plan.hash !== asked.previewHash) {
    throw conflictOf(
      'PREVIEW_STALE',
      'the plan is another one than in the preview; look at a new one',
    );
  }
}

function askingFault(id: string, { justificationMin }: AccessSettings): string {
  return id === 'justification-min'
    ? `'justification' must say why, in at least ${justificationMin} characters`
    : "'ticketUrl' must be a ticket of the kind that is asked for here";
}

function codeOf(blocking: readonly { readonly id: string }[]) {
  const has = (id: string) => blocking.some(finding => finding.id === id);
  if (has('isolation-flip')) return 'ISOLATION_FLIP';
  return has('side-effect') ? 'SIDE_EFFECT' : 'GUARDRAIL_BLOCKED';
}
