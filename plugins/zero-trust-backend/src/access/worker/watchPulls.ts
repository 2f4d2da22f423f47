import { eventOfParts } from '../state/stateOfParts';
import { pullStates, RequestEvent, transition } from '../state/transition';
import {
  Attention,
  NewEvent,
  RequestRecord,
  StoredPart,
} from '../store/StoredRequest';
import { attentionAfter, attentionOfPulls } from './attentionOfPulls';
import { happen, save, soon } from './change';
import { changeOfEnds, ownersOfEnds, readEnds } from './endEntities';
import { endRequest } from './endRequest';
import { ObservedPull, observePull } from './observePull';
import { pollMs } from './pollMs';
import { isToRemind, quietSince } from './remind';
import { revisePull } from './revisePull';
import { rest, Step, StepResult, WorkContext } from './WorkContext';

/**
 * `open`, `changes_requested`, `approved`: what the git host says now. Every
 * pull request is read through the API; a hint never says more than "look".
 */
export const watchPulls: Step = async (record, context) => {
  const { request } = record;
  const edited = record.parts.find(({ state }) => state === 'pending');
  if (edited) return revisePull(record, edited, context);
  const entities = await readEnds(record, context);
  const owners = entities ? ownersOfEnds(entities) : record.owners;
  const changed = changeOfEnds(record, entities, context);
  const authors = await context.store.authorsOf(request.id);
  const observed: ObservedPull[] = [];
  for (const part of record.parts) {
    observed.push(
      await observePull(
        { ...record, owners },
        part,
        { authors, changedEnds: changed },
        context,
      ),
    );
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
  const attention = attentionOfPulls(record, changed, observed, context);
  const quietMs = quietSince(observed, context);
  const isStale =
    event !== 'merged' &&
    event !== 'merged-unapproved' &&
    quietMs > context.settings.staleAfterMs;
  if (isStale && transition(request.state, 'expired')) {
    return endRequest(
      'expired',
      { ...record, parts, approvals, owners },
      change,
      context,
    );
  }
  if (event === 'closed' || event === 'part-closed-part-merged') {
    return endRequest(
      event,
      { ...record, parts, approvals, owners },
      change,
      context,
    );
  }
  if (event === undefined || !transition(request.state, event)) {
    if (await isToRemind(record, quietMs, context)) {
      return happen(
        record,
        'reminded',
        {
          next: {
            attention,
            nextCheckAt: soon(pollMs(record, undefined, context), context),
          },
          change,
          entry: { type: 'reminded' },
        },
        context,
      ).then(stayed);
    }
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
  return stayed(result);
};

/** What it is still open for has just been read. */
const stayed = (result: StepResult): StepResult =>
  result.next === 'again' && pullStates.includes(result.record.request.state)
    ? rest
    : result;

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
    await context.store.leases.postpone(record.request.id, nextCheckAt);
    return rest;
  }
  await save(record, { attention, attempts: 0, nextCheckAt }, change, context);
  return rest;
}
