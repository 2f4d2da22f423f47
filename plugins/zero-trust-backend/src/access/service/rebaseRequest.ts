import { AccessRequest } from '@ztn/backstage-plugin-zero-trust-common';
import { stateConflict } from '../errors';
import { canonical } from '../plan/fingerprint';
import { PlannedAccess } from '../plan/PlannedAccess';
import { changedEnd, resolveEnds } from '../plan/resolveEnds';
import { Asker, ParsedRebase } from './AccessService';
import { requestToChange } from './changeRequest';
import { requireSubmittable, strictnessOf } from './newRequest';
import { clusterStateOf, shownRequest } from './readRequest';
import { reviseRequest } from './reviseRequest';
import { ServiceParts } from './ServiceParts';

/** Plans an open request anew on its base branch and its cluster as they are now. */
export async function rebaseRequest(
  parts: ServiceParts,
  id: string,
  { version }: ParsedRebase,
  asker: Asker,
): Promise<AccessRequest> {
  const { rights, planning, settings, limiter } = parts;
  const record = await requestToChange(parts, id, version, 'rebase', asker);
  const { request } = record;
  const { spec } = request;
  const entities = await rights.requireCreate(spec, asker);
  limiter.take(asker.userRef);
  const ends = resolveEnds(spec, entities, clusterStateOf(parts, spec));
  const side = changedEnd(request.ends, ends);
  if (side !== undefined) {
    throw stateConflict(
      `the ${side} is no longer the workload that the request was made for: edit or replace the request`,
    );
  }
  const plan = await planning.plan({ spec, ends, entities, requestId: id });
  requireSubmittable(plan, { ...request, previewHash: plan.hash }, settings);
  const isHeld = record.parts.every(({ error }) => error === undefined);
  if (isHeld && writesOf(plan) === writesOf(request.plan)) {
    throw stateConflict(
      'nothing has changed that the request touches: there is nothing to rebase',
    );
  }
  await reviseRequest(
    parts,
    record,
    { ...request, plan, planHash: plan.hash, ...strictnessOf(plan) },
    asker,
    'rebased',
  );
  return shownRequest(parts, id, asker);
}

/** What a plan writes over what, whatever commit it is planned at. */
const writesOf = ({ parts }: PlannedAccess): string =>
  canonical(
    parts.map(({ sourceId, edits }) => [
      sourceId,
      edits.map(({ path, expectBlob, after }) => [path, expectBlob, after]),
    ]),
  );
