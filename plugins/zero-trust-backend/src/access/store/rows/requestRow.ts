import {
  accessRequestStateSchema,
  accessRuleSchema,
  accessSpecSchema,
  policyDialectSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod';
import { PlannedAccess, ResolvedEnds } from '../../plan/PlannedAccess';
import { isActive } from '../../state/transition';
import { StoredRequest, Tier } from '../StoredRequest';
import { given } from './given';

/** A row of `zt_access_requests`. */
export interface RequestRow {
  id: string;
  short_id: string;
  fingerprint: string;
  active_key: string | null;
  kind: string;
  parent_id: string | null;
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
  hinted_at: string | null;
  attempts: number;
}

const attentionSchema = z.object({
  code: z.string(),
  message: z.string(),
  since: z.string(),
});
const tierSchema = z.enum(['dev', 'staging', 'prod']);
const textsSchema = z.array(z.string());

/** Whether nobody else may ask for the same; what was lost may be asked for anew. */
const holdsKey = ({ state, attention }: StoredRequest): boolean =>
  isActive(state) && attention?.code !== 'LOST';

export function toRow(
  request: StoredRequest,
): Omit<RequestRow, 'lease_owner' | 'lease_until' | 'hinted_at'> {
  return {
    id: request.id,
    short_id: request.shortId,
    fingerprint: request.fingerprint,
    active_key: holdsKey(request) ? request.fingerprint : null,
    kind: 'grant',
    parent_id: request.supersedes ?? null,
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
    ...given('supersedes', row.parent_id),
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
