import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  catalogApiRef,
} from '@backstage/plugin-catalog-react';
import {
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  PostureResponse,
  WORKLOAD_ANNOTATION,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ZeroTrustApi, zeroTrustApiRef } from '../api/ZeroTrustApi';
import { Refreshing, useRefreshing } from './useRefreshing';

/** An entity of mine with what is known of it. */
export interface MyService {
  readonly entity: Entity;
  readonly posture: PostureResponse | Error;
}

/** The services that the reader owns. */
export interface MyServicesFound {
  readonly services: readonly MyService[];
  /** How many more there are; a widget is no report. */
  readonly left: number;
}

/** As many are asked about, and so many at a time. */
const SHOWN = 20;
const AT_ONCE = 4;

const namesWorkloads = [
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  WORKLOAD_ANNOTATION,
];

/** Every entity that the reader owns, alone or by a group, and that names workloads. */
export function useMyServices(): Refreshing<MyServicesFound> {
  const zeroTrust = useApi(zeroTrustApiRef);
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);
  return useRefreshing({ scope: 'my-services' }, async signal => {
    const { ownershipEntityRefs } = await identity.getBackstageIdentity();
    const { items, totalItems } = await catalog.queryEntities({
      filter: namesWorkloads.map(annotation => ({
        'relations.ownedBy': ownershipEntityRefs,
        [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
      })),
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
      orderFields: { field: 'metadata.name', order: 'asc' },
      limit: SHOWN,
    });
    return {
      services: await posturesOf(zeroTrust, items, signal),
      left: totalItems - items.length,
    };
  });
}

async function posturesOf(
  api: ZeroTrustApi,
  entities: readonly Entity[],
  signal: AbortSignal,
): Promise<MyService[]> {
  const found: MyService[] = [];
  for (let start = 0; start < entities.length; start += AT_ONCE) {
    const some = entities.slice(start, start + AT_ONCE).map(async entity => ({
      entity,
      posture: await api
        .getPosture(stringifyEntityRef(entity), { signal })
        // One that fails must not hide the others.
        .catch((error: unknown) =>
          error instanceof Error ? error : new Error(String(error)),
        ),
    }));
    found.push(...(await Promise.all(some)));
  }
  return found;
}
