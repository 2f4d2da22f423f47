import { useApi } from '@backstage/core-plugin-api';
import {
  PermissionDirection,
  PermissionsResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { useState } from 'react';
import { zeroTrustApiRef } from '../api/ZeroTrustApi';
import { PermissionFilters } from '../view/permissionFilters';
import { Refreshing, useRefreshing } from './useRefreshing';

/** Rows of one page. */
export const PAGE_SIZE = 25;

/** Where in the list the reader is. The API pages by cursor, one way. */
export interface Paging {
  /** Number of the first row shown, from 1. */
  first: number;
  toNext?: () => void;
  toPrevious?: () => void;
}

/**
 * One page of permissions. Filters are applied by the backend, so that counts
 * and pages are true for the whole list; changing them goes to the first page.
 */
export function usePermissions(
  entityRef: string,
  direction: PermissionDirection,
  filters: PermissionFilters,
): { permissions: Refreshing<PermissionsResponse>; paging: Paging } {
  const api = useApi(zeroTrustApiRef);
  const list = JSON.stringify([entityRef, direction, filters]);
  const [trail, setTrail] = useState({ list, cursors: [] as string[] });
  const cursors = trail.list === list ? trail.cursors : [];
  const cursor = cursors.at(-1);

  const permissions = useRefreshing(
    {
      scope: `${entityRef} ${direction}`,
      params: JSON.stringify([filters, cursor]),
    },
    signal =>
      api.getPermissions(
        entityRef,
        { direction, limit: PAGE_SIZE, ...filters, cursor },
        { signal },
      ),
  );

  const next =
    permissions.status === 'ready' ? permissions.value.nextCursor : undefined;
  return {
    permissions,
    paging: {
      first: cursors.length * PAGE_SIZE + 1,
      toNext: next
        ? () => setTrail({ list, cursors: [...cursors, next] })
        : undefined,
      toPrevious: cursors.length
        ? () => setTrail({ list, cursors: cursors.slice(0, -1) })
        : undefined,
    },
  };
}
