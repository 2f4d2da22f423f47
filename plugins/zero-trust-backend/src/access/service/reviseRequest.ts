import { stateConflict } from '../errors';
import { transition } from '../state/transition';
import { PlannedAccess } from '../plan/PlannedAccess';
import {
  RequestRecord,
  StoredApproval,
  StoredPart,
  StoredRequest,
} from '../store/StoredRequest';
import { Asker } from './AccessService';
import { replaceRequest } from './changeRequest';
import { ServiceParts } from './ServiceParts';

/**
 * Writes down what an open request is now, and leaves its pull requests to the
 * worker. Nothing that was approved before counts from here on.
 */
export async function reviseRequest(
  parts: ServiceParts,
  record: RequestRecord,
  next: StoredRequest,
  asker: Asker,
  type: 'edited' | 'rebased',
): Promise<void> {
  requireRevisable(record.parts, next.plan);
  const to = transition(record.request.state, 'edited');
  if (!to) throw stateConflict('it can no longer be changed');
  const revised: StoredRequest = {
    ...next,
    // What counts is how strict it is now, and not when it was asked for.
    environment: next.plan.rules.environment,
    tier: next.plan.rules.tier,
    requiredApprovals: next.plan.rules.requiredApprovals,
    state: to.state,
    attention: undefined,
    nextCheckAt: parts.clock().toISOString(),
    attempts: 0,
  };
  const change = {
    parts: record.parts.map(
      (part): StoredPart => ({ ...part, state: 'pending', error: undefined }),
    ),
    approvals: record.approvals.map(voided),
  };
  await replaceRequest(parts, record, revised, asker, { type }, change);
  await parts.news.tell(
    { ...record, ...change, request: revised },
    'edited',
    to.effects,
  );
  parts.worker.hint([next.id]);
}

const voided = (approval: StoredApproval): StoredApproval =>
  approval.counts
    ? { ...approval, counts: false, why: 'the request was changed since' }
    : approval;

/** Throws when the open pull requests cannot be made to hold the plan. */
function requireRevisable(
  parts: readonly StoredPart[],
  plan: PlannedAccess,
): void {
  const isSplit = parts.some(
    ({ state, pull }) => !pull || state === 'merged' || state === 'closed',
  );
  if (isSplit) {
    throw stateConflict('a part of it is merged or closed already');
  }
  const sourcesOf = (all: readonly { readonly sourceId: string }[]) =>
    all.map(({ sourceId }) => sourceId).join('\n');
  const isElsewhere =
    sourcesOf(parts) !== sourcesOf(plan.parts) ||
    plan.parts.some(({ edits }) => edits.length === 0);
  if (isElsewhere) {
    throw stateConflict(
      'it needs other repositories now than its pull requests are in: replace the request instead',
    );
  }
  const isForeign = parts.some(
    ({ headSha, ownSha }) => headSha !== undefined && headSha !== ownSha,
  );
  if (isForeign) {
    throw stateConflict(
      'somebody else pushed to the branch, and their commit is not overwritten: have it taken away, or replace the request',
    );
  }
}
