import { useApi } from '@backstage/core-plugin-api';
import { ReachResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { zeroTrustApiRef } from '../api/ZeroTrustApi';
import { Paging, useCursorTrail } from './useCursorTrail';
import { Refreshing, useRefreshing } from './useRefreshing';

/** Rows of one page. */
const PAGE_SIZE = 20;

/** One page of what a compromised entity could reach within some hops. */
export function useReach(
  entityRef: string,
  hops: number,
): { reach: Refreshing<ReachResponse>; paging: Paging } {
  const api = useApi(zeroTrustApiRef);
  const { cursor, pagingTo } = useCursorTrail(
    JSON.stringify([entityRef, hops]),
    PAGE_SIZE,
  );
  const reach = useRefreshing(
    { scope: entityRef, params: JSON.stringify([hops, cursor]) },
    signal =>
      api.getReach(entityRef, { hops, cursor, limit: PAGE_SIZE }, { signal }),
  );
  return {
    reach,
    paging: pagingTo(
      reach.status === 'ready' ? reach.value.nextCursor : undefined,
    ),
  };
}
