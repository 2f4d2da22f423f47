import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { entityContentPath } from '../routes';

/**
 * Where the tab of the current entity is. `undefined` when the app has no
 * entity page: then there is no link at all, rather than a broken one.
 */
export function useTabLink(): string | undefined {
  const { entity } = useEntity();
  const entityRoute = useRouteRef(entityRouteRef);
  if (!entityRoute) return undefined;
  const page = entityRoute(entityRouteParams(entity, { encodeParams: true }));
  return `${page.replace(/\/$/, '')}${entityContentPath}`;
}
