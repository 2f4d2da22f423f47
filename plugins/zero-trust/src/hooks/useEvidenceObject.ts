import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EvidenceObject,
  ObjectQuery,
} from '@ztn/backstage-plugin-zero-trust-common';
import { zeroTrustApiRef } from '../api/ZeroTrustApi';
import { Refreshing, useRefreshing } from './useRefreshing';

/** An object that evidence about the current entity names. */
export function useEvidenceObject(
  query: ObjectQuery,
): Refreshing<EvidenceObject> {
  const api = useApi(zeroTrustApiRef);
  const entityRef = stringifyEntityRef(useEntity().entity);
  return useRefreshing({ scope: JSON.stringify([entityRef, query]) }, signal =>
    api.getObject(entityRef, query, { signal }),
  );
}
