import { Pull } from '@ztn/backstage-plugin-zero-trust-node';
import { PlanFinding } from '@ztn/zero-trust-planner';
import { judgeReviews, Reviewer } from '../review/judgeReviews';
import { eventOfParts } from '../state/stateOfParts';
import { pullStates, RequestEvent, transition } from '../state/transition';
import {
  Attention,
  EndOwners,
  NewEvent,
  RequestRecord,
  StoredApproval,
  StoredPart,
} from '../store/StoredRequest';
import { bySystem, happen, save, soon } from './change';
import { closePull } from './closePulls';
import { changeOfEnds, ownersOfEnds, readEnds } from './endEntities';
import { judgeFiles } from './judgeFiles';
import { postStatus } from './postStatus';
import { rest, Step, StepResult, WorkContext } from './WorkContext';

/** One part as its pull request is now. */
interface Observed {
  readonly part: StoredPart;
  readonly approvals: readonly StoredApproval[];
  readonly approved: boolean;
  /** Whether it was approved, on that commit, when it was merged. */
  readonly mergedApproved: boolean;
  readonly findings: readonly PlanFinding[];
  readonly events: readonly NewEvent[];
  readonly touchedAt: string;
}

/**
 * `open`, `changes_requested`, `approved`: what the git host says now. Every
 * pull request is read through the API; a hint never says more than "look".
 */
export const watchPulls: Step = async (record, context) => {
  const { request } = record;
  const entities = await readEnds(record, context);
  const owners = entities ? ownersOfEnds(entities) : record.owners;
  const changed = changeOfEnds(record, entities, context);
  const observed: Observed[] = [];
  for (const part of record.parts) {
    observed.push(await observe({ ...record, owners }, part, changed, context));
  }
  const parts = observed.map(({ part }) => part);
  const approvals = observed.flatMap(one => one.approvals);
  const events = observed.flatMap(one => one.events);
  const change = { parts, approvals, events, owners };
  const event = eventOfParts({
    parts: parts.map(({ state }) => state),
    approved: observed.every(({ approved }) => approved),
    mergedApproved: observed.every(({ mergedApproved }) => mergedApproved),
  });
  const attention = attentionOf(record, changed, observed, context);
  const isStale =
    event !== 'merged' &&
    event !== 'merged-unapproved' &&
    observed.every(
      ({ touchedAt }) =>
        context.clock().getTime() - new Date(touchedAt).getTime() >
        context.settings.staleAfterMs,
    );
  if (isStale && transition(request.state, 'expired')) {
    return endWith(
      'expired',
      { ...record, parts, approvals, owners },
      change,
      context,
    );
  }
  if (event === 'closed' || event === 'part-closed-part-merged') {
    return endWith(
      event,
      { ...record, parts, approvals, owners },
      change,
      context,
    );
  }
  if (event === undefined || !transition(request.state, event)) {
    return keepWatching(record, { ...change, attention }, context);
  }
  const result = await happen(
    record,
    event,
    {
      next: {
        attention: attentionAfter(event, attention, context),
        nextCheckAt: soon(pollMs(record, event, context), context),
        ...(event === 'merged' || event === 'merged-unapproved'
          ? { mergedAt: context.clock().toISOString() }
          : {}),
      },
      change,
      entry: entryOf(event, parts),
    },
    context,
  );
  // What it is still open for has just been read.
  return result.next === 'again' &&
    pullStates.includes(result.record.request.state)
    ? rest
    : result;
};

async function observe(
  record: RequestRecord,
  part: StoredPart,
  changedEnds: string | undefined,
  context: WorkContext,
): Promise<Observed> {
  const { sources, settings, directory } = context;
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
    reviewerOf: login =>
      reviewers.get(login.toLowerCase()) ?? { type: 'unmapped' },
    requesters: [request.requester],
    calleeOwners: owners.callee,
    required: request.requiredApprovals,
    selfApproval: settings.rulesOf(request.spec.cluster).selfApproval,
  });
  const findings = judgeFiles(part, pull);
  const blocking = findings.find(({ level }) => level === 'block');
  const hindrance = blocking?.message ?? changedEnds;
  const approved = judgement.approved && hindrance === undefined;
  // That an end has changed since is no fault of who approved.
  const mergedApproved =
    pull.state !== 'merged' || (judgement.approved && blocking === undefined);
  const state = stateOf(pull, judgement.changesRequested, approved);
  const seen: StoredPart = {
    ...part,
    state,
    headSha: pull.headSha,
    ...(pull.mergeSha === undefined ? {} : { mergeSha: pull.mergeSha }),
    ...(pull.mergedBy === undefined ? {} : { mergedBy: pull.mergedBy }),
    pull: { number: pull.number, url: pull.url, title: pull.title },
    error: !mergedApproved
      ? {
          code: 'UNAPPROVED_MERGE',
          message: 'it was merged without the approval of an owner',
        }
      : undefined,
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
    events: eventsOf(part, pull),
    touchedAt: pull.updatedAt,
  };
}

/** An approval that comes after the merge had no part in it. */
function reviewsBeforeMerge({ reviews, mergedAt }: Pull): Pull['reviews'] {
  if (mergedAt === undefined) return reviews;
  const end = new Date(mergedAt).getTime();
  return reviews.filter(({ at }) => new Date(at).getTime() <= end);
}

/** A part that is merged or closed is not read again. */
function settled(record: RequestRecord, part: StoredPart): Observed {
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

async function endWith(
  event: 'closed' | 'part-closed-part-merged' | 'expired',
  record: RequestRecord,
  change: { readonly parts: readonly StoredPart[]; readonly owners: EndOwners },
  context: WorkContext,
): Promise<StepResult> {
  // First what is outside, which may be done twice; then what is written down.
  const parts: StoredPart[] = [];
  for (const part of record.parts) {
    parts.push(await closePull(part, reasons[event], context));
  }
  const isPartial = event === 'part-closed-part-merged';
  return happen(
    record,
    event,
    {
      next: {
        stateReason: reasons[event],
        nextCheckAt: undefined,
        ...(isPartial
          ? {
              attention: {
                code: 'PARTIAL',
                message:
                  'one pull request was merged and another one closed: revert the merged one, or ask again',
                since: context.clock().toISOString(),
              },
            }
          : {}),
      },
      change: { ...change, parts },
      entry: { type: event === 'expired' ? 'expired' : 'rejected' },
    },
    context,
  );
}

const reasons = {
  closed: 'a pull request was closed without being merged',
  'part-closed-part-merged':
    'a pull request was closed without being merged, after another one was',
  expired: 'nobody answered for too long',
};

function entryOf(event: RequestEvent, parts: readonly StoredPart[]): NewEvent {
  const url = parts.find(({ pull }) => pull)?.pull?.url;
  const merger = parts.find(({ mergedBy }) => mergedBy)?.mergedBy;
  const isMerge = event === 'merged' || event === 'merged-unapproved';
  return {
    actor: isMerge && merger ? merger : 'system',
    actorKind: isMerge && merger ? 'git' : 'system',
    type: event === 'unapproved' ? 'reopened' : event,
    ...(url === undefined ? {} : { url }),
  };
}

function attentionOf(
  { request }: RequestRecord,
  changed: string | undefined,
  observed: readonly Observed[],
  { clock }: WorkContext,
): Attention | undefined {
  const found = attentionsOf(changed, observed)[0];
  if (!found) return undefined;
  const same = request.attention?.code === found.code;
  return {
    ...found,
    since:
      same && request.attention
        ? request.attention.since
        : clock().toISOString(),
  };
}

function attentionsOf(
  changed: string | undefined,
  observed: readonly Observed[],
): readonly Omit<Attention, 'since'>[] {
  const blocking = observed
    .flatMap(({ findings }) => findings)
    .filter(({ level }) => level === 'block')
    .map(({ id, message }) => ({
      code: id.toUpperCase().replace(/-/g, '_'),
      message,
    }));
  return [
    ...blocking,
    ...(changed === undefined
      ? []
      : [{ code: 'IDENTITY_CHANGED', message: changed }]),
  ];
}

function attentionAfter(
  event: RequestEvent,
  attention: Attention | undefined,
  { clock }: WorkContext,
): Attention | undefined {
  return event === 'merged-unapproved'
    ? {
        code: 'UNAPPROVED_MERGE',
        message:
          'it was merged although no owner of the called service had approved that commit',
        since: clock().toISOString(),
      }
    : attention;
}

/** Nothing happened: only what was seen is written down, if it is new. */
async function keepWatching(
  record: RequestRecord,
  {
    attention,
    ...change
  }: Parameters<typeof save>[2] & { readonly attention?: Attention },
  context: WorkContext,
): Promise<StepResult> {
  const same =
    JSON.stringify([record.parts, record.approvals, record.owners]) ===
      JSON.stringify([change.parts, change.approvals, change.owners]) &&
    JSON.stringify(record.request.attention) === JSON.stringify(attention) &&
    (change.events ?? []).length === 0;
  const nextCheckAt = soon(pollMs(record, undefined, context), context);
  if (same) {
    await context.store.postpone(record.request.id, nextCheckAt);
    return rest;
  }
  await save(record, { attention, attempts: 0, nextCheckAt }, change, context);
  return rest;
}

/** Often at first, seldom later; after a merge at once. */
function pollMs(
  { request }: RequestRecord,
  event: RequestEvent | undefined,
  { settings, clock }: WorkContext,
): number {
  if (event === 'merged' || event === 'merged-unapproved') return 0;
  const since = new Date(request.submittedAt ?? request.createdAt).getTime();
  const ageHours = (clock().getTime() - since) / 3_600_000;
  const [first, day, later] = settings.polling.openMs;
  if (ageHours < 1) return first;
  return ageHours < 24 ? day : later;
}
