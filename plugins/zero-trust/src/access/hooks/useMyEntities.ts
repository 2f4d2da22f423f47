import { stringifyEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useRefreshing } from '../../hooks/useRefreshing';

/** Kinds that can stand for workloads. */
const KINDS = ['component', 'resource', 'api'];
/** Enough to choose from; the rest is found by typing. */
const LIMIT = 50;

/** Entities that the reader's groups own; none while that is not known. */
export function useMyEntities(): readonly string[] {
  const identity = useApi(identityApiRef);
  const catalog = useApi(catalogApiRef);
  const mine = useRefreshing({ scope: 'my entities' }, async () => {
    const { ownershipEntityRefs } = await identity.getBackstageIdentity();
    if (ownershipEntityRefs.length === 0) return [];
    const { items } = await catalog.queryEntities({
      filter: { kind: KINDS, 'relations.ownedBy': ownershipEntityRefs },
      fields: ['kind', 'metadata.namespace', 'metadata.name'],
      limit: LIMIT,
    });
    return items.map(stringifyEntityRef).sort();
  });
  return mine.status === 'ready' ? mine.value : none;
}

const none: readonly string[] = [];
