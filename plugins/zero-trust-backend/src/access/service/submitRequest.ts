import { AccessRequest } from '@ztn/backstage-plugin-zero-trust-common';
import { conflictOf } from '../errors';
import { fingerprintOf } from '../plan/fingerprint';
import { changedEnd, resolveEnds } from '../plan/resolveEnds';
import { ownersOf } from '../review/ReviewerDirectory';
import { StoredRequest } from '../store/StoredRequest';
import { Asker, ParsedSubmit } from './AccessService';
import { replaceRequest, requestToChange } from './changeRequest';
import { partsOf, requireSubmittable, strictnessOf } from './newRequest';
import { clusterStateOf, shownRequest } from './readRequest';
import { coveredBy, requireUncovered } from './requireUnclaimed';
import { ServiceParts } from './ServiceParts';

/** Sends a request on its way: from here on the worker follows it. */
export async function submitRequest(
  parts: ServiceParts,
  id: string,
  { version, previewHash }: ParsedSubmit,
  asker: Asker,
): Promise<AccessRequest> {
  const { rights, planning, settings, worker, clock, store } = parts;
  const record = await requestToChange(parts, id, version, 'submit', asker);
  const { request } = record;
  const { spec } = request;
  // Whoever submits takes the change upon them: the same rights as to ask.
  const entities = await rights.requireCreate(spec, asker);
  const ends = resolveEnds(spec, entities, clusterStateOf(parts, spec));
  const side = changedEnd(request.ends, ends);
  if (side !== undefined) {
    throw conflictOf(
      'PREVIEW_STALE',
      `the ${side} is another one than in the preview: save the request again, or ask anew`,
    );
  }
  const fingerprint = fingerprintOf(spec, ends);
  const same = await store.activeBy(fingerprint);
  if (same) throw coveredBy(same.request);
  await requireUncovered(parts, spec);
  const plan = await planning.plan({ spec, ends, entities, requestId: id });
  requireSubmittable(plan, { ...request, previewHash }, settings);
  const now = clock().toISOString();
  const next: StoredRequest = {
    ...request,
    state: 'submitting',
    stateReason: undefined,
    ends,
    plan,
    planHash: plan.hash,
    ...strictnessOf(plan),
    fingerprint,
    submittedAt: now,
    nextCheckAt: now,
    attempts: 0,
  };
  await replaceRequest(
    parts,
    record,
    next,
    asker,
    { type: 'submitted' },
    {
      // A second try goes on with the branches of the first.
      parts: partsOf(next, settings),
      owners: {
        caller: ownersOf(entities.caller),
        callee: ownersOf(entities.callee),
      },
    },
  );
  worker.hint([id]);
  return shownRequest(parts, id, asker);
}
