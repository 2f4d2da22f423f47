import { GitHost, Pull } from '@ztn/backstage-plugin-zero-trust-node';
import { PlanFinding } from '@ztn/zero-trust-planner';
import { judgeReviews, Reviewer } from '../review/judgeReviews';
import {
  NewEvent,
  RequestRecord,
  StoredApproval,
  StoredPart,
} from '../store/StoredRequest';
import { bySystem } from './change';
import { differ } from './differ';
import { enforcementOf } from './enforcementOf';
import { judgeFiles } from './judgeFiles';
import { postStatus } from './postStatus';
import { WorkContext } from './WorkContext';

/** One part as its pull request is now. */
export interface ObservedPull {
  readonly part: StoredPart;
  readonly approvals: readonly StoredApproval[];
  readonly approved: boolean;
  /** Whether it was approved, on that commit, when it was merged. */
  readonly mergedApproved: boolean;
  readonly findings: readonly PlanFinding[];
  /** What is wrong with the branch, for a person to look at. */
  readonly attention?: { readonly code: string; readonly message: string };
  readonly events: readonly NewEvent[];
  readonly touchedAt: string;
}

/**
 * A part as the git host shows it now, judged; what was found is posted to it as
 * commit status.
 */
export async function observePull(
  record: RequestRecord,
  part: StoredPart,
  {
    authors,
    changedEnds,
  }: {
    /** Who made the request what it is: they do not approve it. */
    readonly authors: readonly string[];
    readonly changedEnds: string | undefined;
  },
  context: WorkContext,
): Promise<ObservedPull> {
  const { sources, planning, directory } = context;
  const { request, owners } = record;
  const source = sources.get(part.sourceId);
  if (!part.pull || part.state === 'merged' || part.state === 'closed') {
    return settled(record, part);
  }
  const pull = await source.host.getPull(part.pull.number);
  // Which commit it became is not known yet: then it is as it was.
  if (pull.state === 'merged' && pull.mergeSha === undefined) {
    return { ...settled(record, part), approved: part.state === 'approved' };
  }
  const logins = [...new Set(pull.reviews.map(({ login }) => login))];
  const reviewers = new Map<string, Reviewer>(
    await Promise.all(
      logins.map(
        async login =>
          [
            login.toLowerCase(),
            await directory.reviewer(login, source.logins),
          ] as const,
      ),
    ),
  );
  const judgement = judgeReviews({
    reviews: reviewsBeforeMerge(pull),
    headSha: pull.headSha,
    ownSha: part.ownSha,
    committers: pull.committers,
    committersComplete: pull.committersComplete,
    ...(logins.length ? { ownLogin: await source.host.ownLogin() } : {}),
    reviewerOf: login =>
      reviewers.get(login.toLowerCase()) ?? { type: 'unmapped' },
    requesters: [request.requester, ...authors],
    calleeOwners: owners.callee,
    required: request.requiredApprovals,
    selfApproval:
      planning.rulesOf(request.spec, request.ends.callee)?.selfApproval ??
      false,
  });
  const findings = judgeFiles(part, pull);
  const blocking = findings.find(({ level }) => level === 'block');
  const foreign = foreignIn(part);
  const hindrance = blocking?.message ?? foreign?.message ?? changedEnds;
  const approved = judgement.approved && hindrance === undefined;
  // That an end has changed since is no fault of who approved.
  const mergedApproved =
    pull.state !== 'merged' ||
    (judgement.approved && blocking === undefined && foreign === undefined);
  const state = stateOf(pull, judgement.changesRequested, approved);
  const seen: StoredPart = {
    ...part,
    state,
    headSha: pull.headSha,
    ...(pull.state === 'open'
      ? { enforced: await enforcementOf(source.host, part.baseBranch) }
      : {}),
    ...(pull.mergeSha === undefined ? {} : { mergeSha: pull.mergeSha }),
    ...(pull.mergedBy === undefined ? {} : { mergedBy: pull.mergedBy }),
    pull: { number: pull.number, url: pull.url, title: pull.title },
    error: !mergedApproved
      ? {
          code: 'UNAPPROVED_MERGE',
          message: 'it was merged without the approval of an owner',
        }
      : foreign,
  };
  const posted =
    pull.state === 'open'
      ? await postStatus(
          record,
          seen,
          statusOf(approved, hindrance),
          hindrance ?? judgement.text,
          context,
        )
      : seen;
  return {
    part: posted,
    approvals: judgement.approvals.map(approval => ({
      ...approval,
      part: part.ordinal,
    })),
    approved,
    mergedApproved,
    findings,
    attention: foreign ?? (await conflictOf(part, pull, source.host)),
    events: eventsOf(part, pull),
    touchedAt: pull.updatedAt,
  };
}

/** Why the pull request does not hold what the request says now. */
function foreignIn({ error }: StoredPart) {
  return error?.code === 'BRANCH_CHANGED' ? error : undefined;
}

/**
 * Hosts say "cannot be merged" also while they still work it out: it is believed
 * where the base has another version of our files.
 */
async function conflictOf(
  part: StoredPart,
  { state, mergeable }: Pull,
  host: GitHost,
): Promise<ObservedPull['attention']> {
  if (state !== 'open' || mergeable !== false) return undefined;
  const base = await host.resolveBranch(part.baseBranch);
  const moved =
    base && (await differ(host, [part.baseSha, base.sha], part.files));
  return moved
    ? {
        code: 'MERGE_CONFLICT',
        message:
          'the same file was changed on the base branch meanwhile, so the pull request cannot be merged: rebase the request',
      }
    : undefined;
}

/** An approval that comes after the merge had no part in it. */
function reviewsBeforeMerge({ reviews, mergedAt }: Pull): Pull['reviews'] {
  if (mergedAt === undefined) return reviews;
  const end = new Date(mergedAt).getTime();
  return reviews.filter(({ at }) => new Date(at).getTime() <= end);
}

/** A part that is merged or closed is not read again. */
function settled(record: RequestRecord, part: StoredPart): ObservedPull {
  return {
    part,
    approvals: record.approvals.filter(
      approval => approval.part === part.ordinal,
    ),
    approved: true,
    mergedApproved: part.error?.code !== 'UNAPPROVED_MERGE',
    findings: [],
    events: [],
    touchedAt: record.request.updatedAt,
  };
}

function stateOf(
  { state }: Pull,
  changesRequested: boolean,
  approved: boolean,
): StoredPart['state'] {
  if (state !== 'open') return state;
  if (changesRequested) return 'changes_requested';
  return approved ? 'approved' : 'open';
}

function statusOf(approved: boolean, hindrance: string | undefined) {
  if (hindrance !== undefined) return 'failure';
  return approved ? 'success' : 'pending';
}

/** What people did on the host since it was last looked at. */
function eventsOf(part: StoredPart, pull: Pull): readonly NewEvent[] {
  const { url } = pull;
  if (part.headSha === undefined || part.headSha === pull.headSha) return [];
  return [
    {
      ...bySystem,
      type: 'pushed',
      message: `the branch is at ${pull.headSha.slice(
        0,
        10,
      )} now; approvals of ${part.headSha.slice(0, 10)} count no longer`,
      url,
    },
  ];
}
