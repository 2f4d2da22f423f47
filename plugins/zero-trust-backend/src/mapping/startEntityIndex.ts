import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  WORKLOAD_ANNOTATION,
} from '@ztn/backstage-plugin-zero-trust-common';
import { backoffMs } from '../cluster/pause';
import { SensitiveRule } from './SensitiveRule';
import { Timing } from '../timing';
import { CatalogSettling } from './CatalogSettling';
import { EntityIndex } from './EntityIndex';
import { IndexedEntity, indexedEntity, indexedFields } from './IndexedEntity';

export interface EntityIndexOptions extends Timing {
  readonly index: EntityIndex;
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly logger: LoggerService;
  readonly refreshMs: number;
  /** For so long the catalog must not change before it counts as processed. */
  readonly settleMs: number;
  readonly sensitive: SensitiveRule;
}

const namesWorkloads = [
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  WORKLOAD_ANNOTATION,
].map(annotation => ({
  [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
}));

/** The running index: kept current by itself, and on demand. */
export interface EntityIndexUpdates {
  /**
   * Brings the index up to date unless it was read within the last two seconds.
   * Answers false when it could not be, or while the catalog is still being
   * processed: then nobody can say that a workload belongs to nobody.
   */
  readonly ensureFresh: () => Promise<boolean>;
  readonly stop: () => void;
}

/** How long a reading of the catalog may serve to call a workload nobody's. */
const FRESH_MS = 2_000;

/**
 * Reads the catalog again and again, with the plugin's own credentials: the
 * index must know entities that a caller may not read, or it could not hide
 * them.
 */
export function startEntityIndex(
  options: EntityIndexOptions,
): EntityIndexUpdates {
  const { index, logger, pause, random, elapsedMs, refreshMs } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let last:
    | { readonly startedAt: number; readonly done: Promise<boolean> }
    | undefined;
  let failures = 0;
  const settling = new CatalogSettling(options.settleMs, elapsedMs);

  const read = async () => {
    try {
      const startedAt = elapsedMs();
      const entities = await readEntities(options);
      index.replace(entities);
      if (!settling.isSettled) {
        const refs = entities.map(({ peer }) => peer.entityRef);
        settling.saw(startedAt, await countEntities(options), refs);
      }
      failures = 0;
      return settling.isSettled;
    } catch (error) {
      failures += 1;
      if (!signal.aborted) {
        logger.warn(`the catalog cannot be read: ${stringifyError(error)}`);
      }
      return false;
    }
  };
  /** Whoever asks while a reading runs, or soon after, shares it. */
  const ensureFresh = () => {
    const now = elapsedMs();
    if (!last || now - last.startedAt > FRESH_MS) {
      last = { startedAt: now, done: read() };
    }
    return last.done;
  };
  const refreshForever = async () => {
    while (!signal.aborted) {
      await ensureFresh();
      const calm = settling.isSettled ? refreshMs : FRESH_MS;
      const wait = failures ? backoffMs(failures - 1, random) : calm;
      await pause(wait, signal);
    }
  };
  void refreshForever();
  return { ensureFresh, stop: () => stopping.abort() };
}

async function readEntities({
  catalog,
  auth,
  sensitive,
}: EntityIndexOptions): Promise<readonly IndexedEntity[]> {
  const credentials = await auth.getOwnServiceCredentials();
  const found: IndexedEntity[] = [];
  const pages = catalog.streamEntities(
    { filter: namesWorkloads, fields: indexedFields, pageSize: 500 },
    { credentials },
  );
  for await (const page of pages) {
    found.push(
      ...page.flatMap(entity => indexedEntity(entity, sensitive) ?? []),
    );
  }
  return found;
}

/** Entities of every kind: what is processed first is not what names workloads. */
async function countEntities({
  catalog,
  auth,
}: EntityIndexOptions): Promise<number> {
  const { totalItems } = await catalog.queryEntities(
    { limit: 1, fields: ['kind'] },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  return totalItems;
}
