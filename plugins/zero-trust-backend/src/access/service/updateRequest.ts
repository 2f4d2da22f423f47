import { AccessRequest } from '@ztn/backstage-plugin-zero-trust-common';
import { fingerprintOf } from '../plan/fingerprint';
import { resolveEnds } from '../plan/resolveEnds';
import { pullStates } from '../state/transition';
import { Asker, ParsedChange } from './AccessService';
import { replaceRequest, requestToChange } from './changeRequest';
import { editRequest } from './editRequest';
import { inFull, stateOfPlan, strictnessOf } from './newRequest';
import { clusterStateOf, shownRequest } from './readRequest';
import { requireSamePair } from './requireSamePair';
import { ServiceParts } from './ServiceParts';

/** Plans a request anew: one that nobody has submitted yet, or an open one. */
export async function updateRequest(
  parts: ServiceParts,
  id: string,
  { version, ...change }: ParsedChange,
  asker: Asker,
): Promise<AccessRequest> {
  const { rights, planning } = parts;
  const record = await requestToChange(parts, id, version, 'update', asker);
  const { request } = record;
  const spec = change.spec ?? request.spec;
  requireSamePair(request.spec, spec);
  if (pullStates.includes(request.state)) {
    return editRequest(parts, record, change, asker);
  }
  const entities = await rights.ends(
    spec.caller.entityRef,
    spec.callee.entityRef,
    asker,
  );
  parts.limiter.take(asker.userRef);
  const ends = resolveEnds(spec, entities, clusterStateOf(parts, spec));
  const plan = await planning.plan({ spec, ends, entities, requestId: id });
  await replaceRequest(
    parts,
    record,
    {
      ...request,
      spec: inFull(spec, ends),
      ends,
      plan,
      planHash: plan.hash,
      fingerprint: fingerprintOf(spec, ends),
      ...strictnessOf(plan),
      justification: change.justification ?? request.justification,
      ticketUrl: change.ticketUrl ?? request.ticketUrl,
      state: stateOfPlan(plan),
    },
    asker,
    { type: 'updated' },
  );
  return shownRequest(parts, id, asker);
}
