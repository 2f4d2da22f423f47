import {
  AccessRequestClient,
  BackendAccess,
} from '@ztn/backstage-plugin-zero-trust-common';

/**
 * Asks the backend over HTTP. What answers are checked with comes with the first
 * question: no page needs it before its tab opens.
 *
 * @public
 */
export class AccessClient extends AccessRequestClient {
  constructor(access: BackendAccess) {
    super(access, async () => (await import('./accessSchemas')).accessSchemas);
  }
}
