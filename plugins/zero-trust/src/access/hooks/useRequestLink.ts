import { useRouteRef } from '@backstage/core-plugin-api';
import { platformRouteRef } from '../../routes';

/** Where the page of a request is; undefined in an app without the platform pages. */
export function useRequestLink(): ((id: string) => string) | undefined {
  const base = usePlatformPath();
  return base === undefined
    ? undefined
    : id => `${base.replace(/\/$/, '')}/requests/${encodeURIComponent(id)}`;
}

function usePlatformPath(): string | undefined {
  try {
    // The new frontend system answers undefined for a page that is not mounted,
    // the legacy one throws: both always call the same hooks before.
    // eslint-disable-next-line react-hooks/rules-of-hooks
    return useRouteRef(platformRouteRef)?.();
  } catch {
    return undefined;
  }
}
