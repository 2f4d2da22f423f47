import { usePermission } from '@backstage/plugin-permission-react';
import { zeroTrustPostureReadPermission } from '@ztn/backstage-plugin-zero-trust-common';

/**
 * Whether the reader may see the posture of an entity. Where the permission
 * service itself fails, the backend is asked and decides.
 */
export function usePostureAccess(
  entityRef: string,
): 'loading' | 'allowed' | 'denied' {
  const { loading, allowed, error } = usePermission({
    permission: zeroTrustPostureReadPermission,
    resourceRef: entityRef,
  });
  if (loading) return 'loading';
  return allowed || error ? 'allowed' : 'denied';
}
