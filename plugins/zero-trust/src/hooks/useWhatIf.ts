import { useApi } from '@backstage/core-plugin-api';
import {
  WhatIfRequest,
  WhatIfResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { zeroTrustApiRef } from '../api/ZeroTrustApi';
import { Refreshing, useRefreshing } from './useRefreshing';

/** What a change would do; nothing is asked while there is no change. */
export function useWhatIf(
  request: WhatIfRequest | undefined,
): Refreshing<WhatIfResponse> | { status: 'idle' } {
  const api = useApi(zeroTrustApiRef);
  const answer = useRefreshing(
    { scope: JSON.stringify(request ?? null), enabled: request !== undefined },
    signal => {
      if (!request) throw new Error('no change to compare');
      return api.whatIf(request, { signal });
    },
  );
  return request ? answer : { status: 'idle' };
}
