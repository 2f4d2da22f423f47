import { AccessRequestAction } from '@ztn/backstage-plugin-zero-trust-common';
import { stateConflict, versionConflict } from '../errors';
import { RequestChange } from '../store/RequestChange';
import { NewEvent, RequestRecord, StoredRequest } from '../store/StoredRequest';
import { actionsIn } from './actionsIn';
import { Asker } from './AccessService';
import { readRequest } from './readRequest';
import { ServiceParts } from './ServiceParts';

/** The request, for someone who may do that with it now. */
export async function requestToChange(
  parts: ServiceParts,
  id: string,
  version: number,
  action: AccessRequestAction,
  asker: Asker,
): Promise<RequestRecord> {
  const record = await readRequest(parts, id, asker);
  await parts.rights.requireAction(action, record, asker);
  if (record.request.version !== version) throw versionConflict();
  if (!actionsIn(record.request.state).includes(action)) {
    throw stateConflict(
      `a request that is ${record.request.state} cannot be changed so`,
    );
  }
  return record;
}

/** Writes what a person did to a request, unless somebody was faster. */
export async function replaceRequest(
  parts: ServiceParts,
  record: RequestRecord,
  next: StoredRequest,
  asker: Asker,
  { type }: { readonly type: string },
  change: RequestChange = {},
): Promise<void> {
  const { request } = record;
  const saved = await parts.store.replace(request, next, {
    ...change,
    events: [entryOf(record, next, asker, type)],
  });
  if (!saved) throw versionConflict();
}

/** The row in the history of a request for what a person did to it. */
export const entryOf = (
  { request }: RequestRecord,
  next: StoredRequest,
  { userRef }: Asker,
  type: string,
): NewEvent => ({
  actor: userRef,
  actorKind: 'user',
  type,
  fromState: request.state,
  toState: next.state,
  ...((type === 'cancelled' || type === 'superseded') &&
  next.stateReason !== undefined
    ? { message: next.stateReason }
    : {}),
});
