import { Entity } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { entityContentPath } from '../routes';

/**
 * Tells where the tab of an entity is. `undefined` when the app has no entity
 * page: then there is no link at all, rather than a broken one.
 */
export function useTabLinkOf(): (entity: Entity) => string | undefined {
  const entityRoute = useRouteRef(entityRouteRef);
  return entity => {
    if (!entityRoute) return undefined;
    const page = entityRoute(entityRouteParams(entity, { encodeParams: true }));
    return `${page.replace(/\/$/, '')}${entityContentPath}`;
  };
}

/** Where the tab of the current entity is. */
export function useTabLink(): string | undefined {
  const { entity } = useEntity();
  return useTabLinkOf()(entity);
}
