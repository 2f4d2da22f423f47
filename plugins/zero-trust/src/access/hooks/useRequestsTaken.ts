import { useApi } from '@backstage/core-plugin-api';
import { useRefreshing } from '../../hooks/useRefreshing';
import { accessApiRef } from '../api/AccessApi';

/**
 * Whether this portal takes requests; not before that is known, for a button
 * that leads nowhere is worse than none.
 */
export function useRequestsTaken(allowed: boolean): boolean {
  const api = useApi(accessApiRef);
  const list = useRefreshing({ scope: 'requests', enabled: allowed }, signal =>
    api.list({ limit: 1 }, { signal }),
  );
  return allowed && list.status === 'ready';
}
