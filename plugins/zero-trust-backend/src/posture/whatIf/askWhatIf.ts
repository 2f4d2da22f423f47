import {
  ClusterChanges,
  WhatIfResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { notMapped } from '../errors';
import { ownKeys } from '../ownKeys';
import { AskOptions } from '../PostureService';
import { PostureParts } from '../PostureParts';
import { ParsedWhatIfRequest } from './WhatIfChange';
import { whatIfIn } from './whatIfIn';

/**
 * What a change of policies would do to an entity's permissions, without any
 * request to a cluster.
 */
export async function askWhatIf(
  parts: PostureParts,
  { entityRef, cluster, ...change }: ParsedWhatIfRequest,
  { credentials }: AskOptions,
): Promise<WhatIfResponse> {
  const entity = await parts.entities.read(entityRef, { credentials });
  const asked = [...ownKeys(entity)].filter(
    ([name]) => cluster === undefined || name === cluster,
  );
  if (asked.length === 0) throw notMapped(entityRef);
  const clusters: ClusterChanges[] = [];
  // One after the other: each compiles a cluster.
  for (const [name, keys] of asked) {
    const found = await whatIfIn(parts, name, keys, change, credentials);
    if (found) clusters.push(found);
  }
  return {
    entityRef: entity.entityRef,
    now: parts.clock().toISOString(),
    mapping: entity.mapping,
    clusters,
    freshness: [...entity.clusters],
    partial: entity.partial,
  };
}
