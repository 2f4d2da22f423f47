import {
  accessRequestEventSchema,
  accessRequestStateSchema,
  accessRuleSchema,
  accessSpecSchema,
  policyDialectSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod';
import { PlannedAccess, ResolvedEnds } from '../plan/PlannedAccess';
import { isActive } from '../state/transition';
import {
  StoredApproval,
  StoredPart,
  StoredRequest,
  Tier,
} from './StoredRequest';

/** A row of `zt_access_requests`. */
export interface RequestRow {
  id: string;
  short_id: string;
  fingerprint: string;
  active_key: string | null;
  kind: string;
  state: string;
  state_reason: string | null;
  attention: string | null;
  version: number;
  requester_ref: string;
  watchers: string;
  caller_ref: string;
  callee_ref: string;
  cluster: string;
  environment: string | null;
  tier: string;
  spec: string;
  granted: string | null;
  ends: string;
  plan: string;
  plan_hash: string;
  waiting_for: string | null;
  justification: string;
  ticket_url: string | null;
  required_approvals: number;
  created_at: string;
  updated_at: string;
  submitted_at: string | null;
  merged_at: string | null;
  effective_at: string | null;
  verified_at: string | null;
  expires_at: string | null;
  lease_owner: string | null;
  lease_until: string | null;
  next_check_at: string | null;
  attempts: number;
}

/** A row of `zt_access_request_parts`. */
export interface PartRow {
  request_id: string;
  ordinal: number;
  source_id: string;
  repo_key: string;
  base_branch: string;
  base_sha: string;
  branch: string;
  state: string;
  own_sha: string | null;
  head_sha: string | null;
  pr_number: number | null;
  pr_url: string | null;
  pr_title: string | null;
  merge_sha: string | null;
  merged_by: string | null;
  status_sha: string | null;
  status_state: string | null;
  status_text: string | null;
  files: string;
  error: string | null;
}

/** A row of `zt_access_approvals`. */
export interface ApprovalRow {
  request_id: string;
  part: number;
  login: string;
  user_ref: string | null;
  state: string;
  sha: string | null;
  at: string;
  counts: boolean | number;
  why: string | null;
}

/** A row of `zt_access_request_events`. */
export interface EventRow {
  id: string;
  request_id: string;
  at: string;
  actor: string;
  actor_kind: string;
  type: string;
  from_state: string | null;
  to_state: string | null;
  message: string | null;
  url: string | null;
}

const attentionSchema = z.object({
  code: z.string(),
  message: z.string(),
  since: z.string(),
});
const tierSchema = z.enum(['dev', 'staging', 'prod']);
const textsSchema = z.array(z.string());
const errorSchema = z.object({ code: z.string(), message: z.string() });
const partStateSchema = z.enum([
  'pending',
  'open',
  'changes_requested',
  'approved',
  'merged',
  'closed',
  'failed',
  'reverted',
]);
const statusSchema = z.enum(['pending', 'success', 'failure']);
const reviewSchema = z.enum([
  'approved',
  'changes_requested',
  'commented',
  'dismissed',
]);

/** Absent instead of NULL. */
function given<K extends string, V>(
  key: K,
  value: V | null | undefined,
): { [key in K]?: V } {
  return value === null || value === undefined
    ? {}
    : ({ [key]: value } as { [key in K]: V });
}

export function toRow(
  request: StoredRequest,
): Omit<RequestRow, 'lease_owner' | 'lease_until'> {
  return {
    id: request.id,
    short_id: request.shortId,
    fingerprint: request.fingerprint,
    active_key: isActive(request.state) ? request.fingerprint : null,
    kind: 'grant',
    state: request.state,
    state_reason: request.stateReason ?? null,
    attention: request.attention ? JSON.stringify(request.attention) : null,
    version: request.version,
    requester_ref: request.requester,
    watchers: JSON.stringify(request.watchers),
    caller_ref: request.spec.caller.entityRef,
    callee_ref: request.spec.callee.entityRef,
    cluster: request.spec.cluster,
    environment: request.environment ?? null,
    tier: request.tier,
    spec: JSON.stringify(request.spec),
    granted: request.granted ? JSON.stringify(request.granted) : null,
    ends: JSON.stringify(request.ends),
    plan: JSON.stringify(request.plan),
    plan_hash: request.planHash,
    waiting_for: request.waitingFor ? JSON.stringify(request.waitingFor) : null,
    justification: request.justification,
    ticket_url: request.ticketUrl ?? null,
    required_approvals: request.requiredApprovals,
    created_at: request.createdAt,
    updated_at: request.updatedAt,
    submitted_at: request.submittedAt ?? null,
    merged_at: request.mergedAt ?? null,
    effective_at: request.effectiveAt ?? null,
    verified_at: request.verifiedAt ?? null,
    expires_at: request.expiresAt ?? null,
    next_check_at: request.nextCheckAt ?? null,
    attempts: request.attempts,
  };
}

export function toRequest(row: RequestRow): StoredRequest {
  const json = (text: string): unknown => JSON.parse(text);
  return {
    id: row.id,
    shortId: row.short_id,
    fingerprint: row.fingerprint,
    state: accessRequestStateSchema.parse(row.state),
    ...given('stateReason', row.state_reason),
    ...(row.attention
      ? { attention: attentionSchema.parse(json(row.attention)) }
      : {}),
    version: row.version,
    requester: row.requester_ref,
    watchers: textsSchema.parse(json(row.watchers)),
    spec: accessSpecSchema.parse(json(row.spec)),
    ...(row.granted
      ? { granted: z.array(accessRuleSchema).parse(json(row.granted)) }
      : {}),
    // Written by this plugin alone, and by no other version of it at once.
    ends: json(row.ends) as ResolvedEnds,
    plan: json(row.plan) as PlannedAccess,
    planHash: row.plan_hash,
    ...(row.waiting_for
      ? {
          waitingFor: z.array(policyDialectSchema).parse(json(row.waiting_for)),
        }
      : {}),
    ...given('environment', row.environment),
    tier: tierSchema.parse(row.tier) satisfies Tier,
    justification: row.justification,
    ...given('ticketUrl', row.ticket_url),
    requiredApprovals: row.required_approvals,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...given('submittedAt', row.submitted_at),
    ...given('mergedAt', row.merged_at),
    ...given('effectiveAt', row.effective_at),
    ...given('verifiedAt', row.verified_at),
    ...given('expiresAt', row.expires_at),
    ...given('nextCheckAt', row.next_check_at),
    attempts: row.attempts,
  };
}

export function toPartRow(requestId: string, part: StoredPart): PartRow {
  return {
    request_id: requestId,
    ordinal: part.ordinal,
    source_id: part.sourceId,
    repo_key: part.repoKey,
    base_branch: part.baseBranch,
    base_sha: part.baseSha,
    branch: part.branch,
    state: part.state,
    own_sha: part.ownSha ?? null,
    head_sha: part.headSha ?? null,
    pr_number: part.pull?.number ?? null,
    pr_url: part.pull?.url ?? null,
    pr_title: part.pull?.title ?? null,
    merge_sha: part.mergeSha ?? null,
    merged_by: part.mergedBy ?? null,
    status_sha: part.status?.sha ?? null,
    status_state: part.status?.state ?? null,
    status_text: part.status?.text ?? null,
    files: JSON.stringify(part.files),
    error: part.error ? JSON.stringify(part.error) : null,
  };
}

export function toPart(row: PartRow): StoredPart {
  return {
    ordinal: row.ordinal,
    sourceId: row.source_id,
    repoKey: row.repo_key,
    baseBranch: row.base_branch,
    baseSha: row.base_sha,
    branch: row.branch,
    state: partStateSchema.parse(row.state),
    ...given('ownSha', row.own_sha),
    ...given('headSha', row.head_sha),
    ...(row.pr_number === null
      ? {}
      : {
          pull: {
            number: row.pr_number,
            url: row.pr_url ?? '',
            title: row.pr_title ?? '',
          },
        }),
    ...given('mergeSha', row.merge_sha),
    ...given('mergedBy', row.merged_by),
    ...(row.status_sha === null
      ? {}
      : {
          status: {
            sha: row.status_sha,
            state: statusSchema.parse(row.status_state),
            text: row.status_text ?? '',
          },
        }),
    files: textsSchema.parse(JSON.parse(row.files)),
    ...(row.error ? { error: errorSchema.parse(JSON.parse(row.error)) } : {}),
  };
}

export function toApprovalRow(
  requestId: string,
  approval: StoredApproval,
): ApprovalRow {
  return {
    request_id: requestId,
    part: approval.part,
    login: approval.login,
    user_ref: approval.userRef ?? null,
    state: approval.state,
    sha: approval.sha ?? null,
    at: approval.at,
    counts: approval.counts,
    why: approval.why ?? null,
  };
}

export function toApproval(row: ApprovalRow): StoredApproval {
  return {
    part: row.part,
    login: row.login,
    ...given('userRef', row.user_ref),
    state: reviewSchema.parse(row.state),
    ...given('sha', row.sha),
    at: row.at,
    // SQLite has no booleans.
    counts: Boolean(row.counts),
    ...given('why', row.why),
  };
}

export function toEvent(row: EventRow) {
  return accessRequestEventSchema.parse({
    id: row.id,
    at: row.at,
    actor: row.actor,
    actorKind: row.actor_kind,
    type: row.type,
    ...given('fromState', row.from_state),
    ...given('toState', row.to_state),
    ...given('message', row.message),
    ...given('url', row.url),
  });
}
