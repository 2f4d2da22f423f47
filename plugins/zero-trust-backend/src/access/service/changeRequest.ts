import { stateConflict, versionConflict } from '../errors';
import { RequestChange } from '../store/RequestChange';
import { RequestRecord, StoredRequest } from '../store/StoredRequest';
import { actionsIn } from './actionsIn';
import { Asker } from './AccessService';
import { readRequest } from './readRequest';
import { ServiceParts } from './ServiceParts';

/** The request, for someone who may do that with it now. */
export async function requestToChange(
  parts: ServiceParts,
  id: string,
  version: number,
  action: 'update' | 'submit' | 'cancel',
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
  { request }: RequestRecord,
  next: StoredRequest,
  asker: Asker,
  { type }: { readonly type: string },
  change: RequestChange = {},
): Promise<void> {
  const saved = await parts.store.replace(request, next, {
    ...change,
    events: [
      {
        actor: asker.userRef,
        actorKind: 'user',
        type,
        fromState: request.state,
        toState: next.state,
        ...(type === 'cancelled' && next.stateReason !== undefined
          ? { message: next.stateReason }
          : {}),
      },
    ],
  });
  if (!saved) throw versionConflict();
}
