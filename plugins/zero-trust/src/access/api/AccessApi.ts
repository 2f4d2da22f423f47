import { createApiRef } from '@backstage/core-plugin-api';
import type { AccessApi } from '@ztn/backstage-plugin-zero-trust-common';

/**
 * The client of access requests.
 *
 * @public
 */
export const accessApiRef = createApiRef<AccessApi>({
  id: 'plugin.zero-trust.access',
});
