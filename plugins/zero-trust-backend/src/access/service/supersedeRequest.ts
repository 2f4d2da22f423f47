import { AccessRequest } from '@ztn/backstage-plugin-zero-trust-common';
import { stateConflict, versionConflict } from '../errors';
import { fingerprintOf } from '../plan/fingerprint';
import { resolveEnds } from '../plan/resolveEnds';
import { ownersOf } from '../review/ReviewerDirectory';
import { transition } from '../state/transition';
import { StoredRequest } from '../store/StoredRequest';
import { Asker, ParsedSupersede } from './AccessService';
import { entryOf, requestToChange } from './changeRequest';
import { newRequest, partsOf, requireSubmittable } from './newRequest';
import { clusterStateOf, shownRequest } from './readRequest';
import { requireSameCluster, requireSamePair } from './requireSamePair';
import { coveredBy, requireRate, requireUncovered } from './requireUnclaimed';
import { ServiceParts } from './ServiceParts';

/**
 * Ends an open request and asks for something else in its place, both or neither.
 * The worker closes the old pull requests with a link to the new request.
 */
export async function supersedeRequest(
  parts: ServiceParts,
  id: string,
  { version, spec, ...asked }: ParsedSupersede,
  asker: Asker,
): Promise<AccessRequest> {
  const { rights, planning, settings, store, clock, worker, news } = parts;
  const record = await requestToChange(parts, id, version, 'supersede', asker);
  const { request } = record;
  requireSamePair(request.spec, spec);
  requireSameCluster(request.spec, spec);
  const to = transition(request.state, 'superseded');
  if (!to || record.parts.some(({ state }) => state === 'merged')) {
    throw stateConflict('a part of it is merged already');
  }
  const entities = await rights.requireCreate(spec, asker);
  await requireRate(parts, asker);
  const ends = resolveEnds(spec, entities, clusterStateOf(parts, spec));
  const same = await store.activeBy(fingerprintOf(spec, ends));
  if (same?.request.id === id) {
    throw stateConflict('it asks for the same as the request that it replaces');
  }
  if (same) throw coveredBy(same.request);
  await requireUncovered(parts, spec, id);
  const nextId = store.newId();
  const plan = await planning.plan({ spec, ends, entities, requestId: nextId });
  const { ticketUrl } = request;
  const { justification = request.justification, previewHash = plan.hash } =
    asked;
  requireSubmittable(plan, { justification, ticketUrl, previewHash }, settings);
  const successor = newRequest(
    {
      id: nextId,
      spec,
      ends,
      plan,
      requester: asker.userRef,
      justification,
      ...(ticketUrl === undefined ? {} : { ticketUrl }),
      submit: true,
      supersedes: id,
    },
    clock(),
  );
  const ended: StoredRequest = {
    ...request,
    state: to.state,
    stateReason: `replaced by request ${successor.shortId}`,
    attention: undefined,
    nextCheckAt: clock().toISOString(),
    attempts: 0,
  };
  const done = await store.supersede(
    request,
    ended,
    { events: [entryOf(record, ended, asker, 'superseded')] },
    {
      request: successor,
      change: {
        parts: partsOf(successor, settings),
        owners: {
          caller: ownersOf(entities.caller),
          callee: ownersOf(entities.callee),
        },
        events: [
          {
            actor: asker.userRef,
            actorKind: 'user',
            type: 'submitted',
            toState: successor.state,
            message: `replaces request ${request.shortId}`,
          },
        ],
      },
    },
  );
  if (!done) throw versionConflict();
  await news.tell({ ...record, request: ended }, 'superseded', to.effects);
  worker.hint([id, nextId]);
  return shownRequest(parts, nextId, asker);
}
