import { useApi } from '@backstage/core-plugin-api';
import { PostureResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { zeroTrustApiRef } from '../api/ZeroTrustApi';
import { Refreshing, useRefreshing } from './useRefreshing';

/** The posture of one entity; not asked while `enabled` is false. */
export function useEntityPosture(
  entityRef: string,
  options: { enabled: boolean },
): Refreshing<PostureResponse> {
  const api = useApi(zeroTrustApiRef);
  return useRefreshing({ scope: entityRef, enabled: options.enabled }, signal =>
    api.getPosture(entityRef, { signal }),
  );
}
