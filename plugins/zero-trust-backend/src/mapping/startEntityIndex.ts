import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  WORKLOAD_ANNOTATION,
} from '@ztn/backstage-plugin-zero-trust-common';
import { backoffMs, Pause } from '../cluster/pause';
import { EntityIndex } from './EntityIndex';
import { IndexedEntity, indexedEntity, indexedFields } from './IndexedEntity';

export interface EntityIndexOptions {
  readonly index: EntityIndex;
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly logger: LoggerService;
  readonly pause: Pause;
  readonly refreshMs: number;
}

const namesWorkloads = [
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  WORKLOAD_ANNOTATION,
].map(annotation => ({
  [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
}));

/**
 * Reads the catalog again and again, with the plugin's own credentials: the
 * index must know entities that a caller may not read, or it could not hide
 * them. Answers the function that stops it.
 */
export function startEntityIndex(options: EntityIndexOptions): () => void {
  const { index, logger, pause, refreshMs } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const refreshForever = async () => {
    let failures = 0;
    while (!signal.aborted) {
      try {
        index.replace(await readEntities(options));
        failures = 0;
      } catch (error) {
        failures += 1;
        logger.warn(`the catalog cannot be read: ${stringifyError(error)}`);
      }
      const wait = failures ? backoffMs(failures - 1, Math.random) : refreshMs;
      await pause(wait, signal);
    }
  };
  void refreshForever();
  return () => stopping.abort();
}

async function readEntities({
  catalog,
  auth,
}: EntityIndexOptions): Promise<readonly IndexedEntity[]> {
  const credentials = await auth.getOwnServiceCredentials();
  const found: IndexedEntity[] = [];
  const pages = catalog.streamEntities(
    { filter: namesWorkloads, fields: indexedFields, pageSize: 500 },
    { credentials },
  );
  for await (const page of pages) {
    found.push(...page.flatMap(entity => indexedEntity(entity) ?? []));
  }
  return found;
}
