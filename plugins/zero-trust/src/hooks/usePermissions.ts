import { useApi } from '@backstage/core-plugin-api';
import {
  PermissionDirection,
  PermissionsResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { zeroTrustApiRef } from '../api/ZeroTrustApi';
import { PermissionFilters } from '../view/permissionFilters';
import { Paging, useCursorTrail } from './useCursorTrail';
import { Refreshing, useRefreshing } from './useRefreshing';

/** Rows of one page. */
export const PAGE_SIZE = 25;

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
  const { cursor, pagingTo } = useCursorTrail(list, PAGE_SIZE);

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
    paging: pagingTo(next),
  };
}
