import { usePermission } from '@backstage/plugin-permission-react';
import { BasicPermission } from '@backstage/plugin-permission-common';

/**
 * Whether the reader holds a permission. Where the permission service itself
 * fails, the backend is asked and decides.
 */
export function useAccess(
  permission: BasicPermission,
): 'loading' | 'allowed' | 'denied' {
  const { loading, allowed, error } = usePermission({ permission });
  if (loading) return 'loading';
  return allowed || error ? 'allowed' : 'denied';
}
