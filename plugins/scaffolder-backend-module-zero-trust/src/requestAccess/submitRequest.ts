import {
  AccessApi,
  AccessRequest,
} from '@ztn/backstage-plugin-zero-trust-common';
import { refusalCode, refusedFor } from './tellRefusal';

/** What happens meanwhile is looked at anew so often. */
const TRIES = 3;

/**
 * Submits a request that waits for it, and leaves every other one alone. When
 * the plan, or the request itself, changed meanwhile, it looks again.
 *
 * @param hashNow - of a new preview, which must still be worth asking for
 */
export async function submitRequest(
  requests: AccessApi,
  request: AccessRequest,
  hash: string,
  hashNow: () => Promise<string>,
): Promise<AccessRequest> {
  let current = request;
  let previewHash = hash;
  for (let tries = 1; current.allowedActions.includes('submit'); tries += 1) {
    const { id, version } = current;
    try {
      return await requests.submit(id, { version, previewHash });
    } catch (error) {
      if (tries === TRIES) throw error;
      switch (refusalCode(error)) {
        case 'PREVIEW_STALE':
          previewHash = await hashNow();
          break;
        case 'VERSION_CONFLICT':
        case 'STATE_CONFLICT':
          current = await requests.get(id);
          break;
        case 'ALREADY_COVERED':
          return requests.get(refusedFor(error) ?? id);
        default:
          throw error;
      }
    }
  }
  return current;
}
