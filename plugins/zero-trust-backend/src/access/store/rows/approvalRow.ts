import { z } from 'zod';
import { StoredApproval } from '../StoredRequest';
import { given } from './given';

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

const reviewSchema = z.enum([
  'approved',
  'changes_requested',
  'commented',
  'dismissed',
]);

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
