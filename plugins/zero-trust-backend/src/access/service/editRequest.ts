import { AccessRequest } from '@ztn/backstage-plugin-zero-trust-common';
import { fingerprintOf } from '../plan/fingerprint';
import { resolveEnds } from '../plan/resolveEnds';
import { RequestRecord } from '../store/StoredRequest';
import { Asker, ParsedChange } from './AccessService';
import { inFull, requireSubmittable, strictnessOf } from './newRequest';
import { clusterStateOf, shownRequest } from './readRequest';
import { requireSameCluster } from './requireSamePair';
import { coveredBy, requireUncovered } from './requireUnclaimed';
import { reviseRequest } from './reviseRequest';
import { ServiceParts } from './ServiceParts';

/**
 * Changes what an open request asks for. Who does is held to what a new request
 * is, and the pull requests follow: every approval is of something else.
 */
export async function editRequest(
  parts: ServiceParts,
  record: RequestRecord,
  change: Omit<ParsedChange, 'version'>,
  asker: Asker,
): Promise<AccessRequest> {
  const { rights, planning, settings, store, limiter } = parts;
  const { request } = record;
  const { id } = request;
  const spec = change.spec ?? request.spec;
  requireSameCluster(request.spec, spec);
  const entities = await rights.requireCreate(spec, asker);
  limiter.take(asker.userRef);
  const ends = resolveEnds(spec, entities, clusterStateOf(parts, spec));
  const fingerprint = fingerprintOf(spec, ends);
  const same = await store.activeBy(fingerprint);
  if (same && same.request.id !== id) throw coveredBy(same.request);
  await requireUncovered(parts, spec, id);
  const plan = await planning.plan({ spec, ends, entities, requestId: id });
  const justification = change.justification ?? request.justification;
  const ticketUrl = change.ticketUrl ?? request.ticketUrl;
  const { previewHash = plan.hash } = change;
  requireSubmittable(plan, { justification, ticketUrl, previewHash }, settings);
  await reviseRequest(
    parts,
    record,
    {
      ...request,
      spec: inFull(spec, ends),
      ends,
      plan,
      planHash: plan.hash,
      ...strictnessOf(plan),
      fingerprint,
      justification,
      ticketUrl,
    },
    asker,
    'edited',
  );
  return shownRequest(parts, id, asker);
}
