import {
  PermissionRow,
  PermissionsResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { compareRows } from './compareRows';
import { filterRows } from './filterRows';
import { ownKeys } from './ownKeys';
import { pageOf } from './pageOf';
import { AskOptions, ParsedPermissionsQuery } from './PostureService';
import { PostureParts } from './PostureParts';
import { redactRows } from './redactRows';
import { withEntities } from './toPermissionRow';

/** One cluster's rows for this caller. */
interface ClusterRows {
  readonly rows: readonly PermissionRow[];
  readonly hiddenPeers: number;
}

/**
 * Who may call an entity, or whom it may call. Hidden peers are counted over
 * the whole direction and not over what a filter leaves: otherwise a filter
 * would tell which namespace they are in.
 */
export async function listPermissions(
  parts: PostureParts,
  entityRef: string,
  query: ParsedPermissionsQuery,
  options: AskOptions,
): Promise<PermissionsResponse> {
  const entity = await parts.entities.read(entityRef, options);
  const own = ownKeys(entity);
  const clusters = await Promise.all(
    [...own].map(([cluster, keys]) =>
      rowsIn(parts, cluster, keys, query, options),
    ),
  );
  const rows = filterRows(
    clusters.flatMap(c => c.rows),
    query,
  );
  const page = pageOf([...rows].sort(compareRows), query);
  return {
    entityRef: entity.entityRef,
    direction: query.direction,
    now: parts.clock().toISOString(),
    mapping: entity.mapping,
    items: await redactRows(parts, page.items, own, options),
    totalItems: rows.length,
    nextCursor: page.nextCursor,
    hiddenPeers: clusters.reduce((sum, c) => sum + c.hiddenPeers, 0),
    clusters: [...entity.clusters],
    partial: entity.partial,
  };
}

async function rowsIn(
  { store, answers, peers }: PostureParts,
  cluster: string,
  own: ReadonlySet<string>,
  { direction }: ParsedPermissionsQuery,
  { credentials }: AskOptions,
): Promise<ClusterRows> {
  const state = store.get(cluster);
  const { snapshot } = state;
  if (!snapshot) return { rows: [], hiddenPeers: 0 };
  const found = [...own].flatMap(key => answers.rows(snapshot, key, direction));
  const keys = new Set(found.flatMap(row => peerKey(row) ?? []));
  const view = await peers.view(state, keys, { credentials, own });
  const hidden = new Set([...keys].filter(key => !view.isVisible(key)));
  return {
    rows: found
      .filter(row => !hidden.has(peerKey(row) ?? ''))
      .map(row => withEntities(row, view)),
    // One that may call on five ports is one peer.
    hiddenPeers: hidden.size,
  };
}

function peerKey({ peer }: PermissionRow): string | undefined {
  return peer.type === 'workload' ? peer.key : undefined;
}
