import { ClusterFailure, toClusterFailure } from './ClusterFailure';
import { ClusterHttp } from './ClusterHttp';
import { Selection, selectionPath } from './Selection';

/** Receives a list page by page, so that raw objects are not all held at once. */
export interface ListSink {
  listStarted(): void;
  listed(items: readonly unknown[]): void;
  listEnded(): void;
}

const PAGE = 500;
const TIMEOUT_MS = 60_000;
/** Then one unpaged list, as the API's own clients do. */
const PAGED_ATTEMPTS = 2;

/**
 * Lists a selection in pages and answers the version from which a watch goes
 * on. The first page reads from the store's quorum (no `resourceVersion`), so a
 * list never goes back in time when another API server answers. A continue
 * token that expired (410) starts again from the beginning: pages belong to one
 * state of the cluster and must not be mixed.
 */
export async function listObjects(
  http: ClusterHttp,
  selection: Selection,
  sink: ListSink,
  signal: AbortSignal,
): Promise<string> {
  for (let attempt = 0; attempt < PAGED_ATTEMPTS; attempt += 1) {
    try {
      return await listInPages(http, selection, sink, PAGE, signal);
    } catch (error) {
      if (toClusterFailure(error).reason !== 'expired') throw error;
    }
  }
  return listInPages(http, selection, sink, undefined, signal);
}

async function listInPages(
  http: ClusterHttp,
  selection: Selection,
  sink: ListSink,
  limit: number | undefined,
  signal: AbortSignal,
): Promise<string> {
  sink.listStarted();
  let token = '';
  for (;;) {
    const path = selectionPath(selection, {
      ...(limit ? { limit: String(limit) } : {}),
      ...(token ? { continue: token } : {}),
    });
    const page = parsePage(
      await http.getJson(path, { signal, timeoutMs: TIMEOUT_MS }),
    );
    sink.listed(page.items);
    token = page.continue;
    if (!token) {
      sink.listEnded();
      return page.resourceVersion;
    }
  }
}

interface Page {
  readonly items: readonly unknown[];
  readonly continue: string;
  readonly resourceVersion: string;
}

function parsePage(body: unknown): Page {
  const { items, metadata } = (body ?? {}) as Record<string, unknown>;
  const meta = (metadata ?? {}) as Record<string, unknown>;
  // Servers written in Go may send an empty slice as null.
  if (items !== null && !Array.isArray(items)) {
    throw new ClusterFailure('unexpected-answer', 'answer is not a list');
  }
  return {
    items: items ?? [],
    continue: typeof meta.continue === 'string' ? meta.continue : '',
    resourceVersion:
      typeof meta.resourceVersion === 'string' ? meta.resourceVersion : '',
  };
}
