import { useApi } from '@backstage/core-plugin-api';
import {
  PermissionDirection,
  PermissionRow,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ZeroTrustApi, zeroTrustApiRef } from '../api/ZeroTrustApi';
import { Refreshing, useRefreshing } from './useRefreshing';

/** What the API gives at once, and how many such pages a picture is worth. */
const PAGE = 200;
const PAGES = 10;

/** The rows of both directions, as far as they were fetched. */
export interface AllPermissions {
  inbound: readonly PermissionRow[];
  outbound: readonly PermissionRow[];
  /** Rows that exist and were not fetched. */
  left: number;
  hiddenPeers: number;
  partial: boolean;
}

/** Every row, of one cluster or of all, page after page, for a view of the whole. */
export function useAllPermissions(
  entityRef: string,
  cluster?: string,
): Refreshing<AllPermissions> {
  const api = useApi(zeroTrustApiRef);
  return useRefreshing(
    { scope: `${entityRef} ${cluster ?? ''}` },
    async signal => {
      const ask = (direction: PermissionDirection) =>
        allOf(api, entityRef, direction, cluster, signal);
      const [inbound, outbound] = await Promise.all([
        ask('inbound'),
        ask('outbound'),
      ]);
      return {
        inbound: inbound.rows,
        outbound: outbound.rows,
        left: inbound.left + outbound.left,
        hiddenPeers: inbound.hiddenPeers + outbound.hiddenPeers,
        partial: inbound.partial || outbound.partial,
      };
    },
  );
}

async function allOf(
  api: ZeroTrustApi,
  entityRef: string,
  direction: PermissionDirection,
  cluster: string | undefined,
  signal: AbortSignal,
) {
  const rows: PermissionRow[] = [];
  let cursor: string | undefined;
  for (let page = 1; ; page++) {
    const answer = await api.getPermissions(
      entityRef,
      { direction, cluster, cursor, limit: PAGE },
      { signal },
    );
    rows.push(...answer.items);
    cursor = answer.nextCursor;
    if (!cursor || page === PAGES) {
      const { hiddenPeers, partial, totalItems } = answer;
      return { rows, left: totalItems - rows.length, hiddenPeers, partial };
    }
  }
}
