import { AccessRequest } from '@ztn/backstage-plugin-zero-trust-common';
import { stateConflict } from '../errors';
import { transition } from '../state/transition';
import { StoredRequest } from '../store/StoredRequest';
import { Asker, ParsedCancel } from './AccessService';
import { replaceRequest, requestToChange } from './changeRequest';
import { shownRequest } from './readRequest';
import { ServiceParts } from './ServiceParts';

/** Takes a request back; the worker closes what is open for it. */
export async function cancelRequest(
  parts: ServiceParts,
  id: string,
  { version, reason }: ParsedCancel,
  asker: Asker,
): Promise<AccessRequest> {
  const record = await requestToChange(parts, id, version, 'cancel', asker);
  const to = transition(record.request.state, 'cancelled');
  if (!to) throw stateConflict('it can no longer be cancelled');
  const ended: StoredRequest = {
    ...record.request,
    state: to.state,
    stateReason: reason ?? 'withdrawn by who asked',
    nextCheckAt: parts.clock().toISOString(),
    attempts: 0,
  };
  await replaceRequest(parts, record, ended, asker, { type: 'cancelled' });
  await parts.news.tell({ ...record, request: ended }, 'cancelled', to.effects);
  parts.worker.hint([id]);
  return shownRequest(parts, id, asker);
}
