import { createInterface } from 'node:readline';
import {
  ClusterFailure,
  failureOfStatus,
  toClusterFailure,
} from './ClusterFailure';
import { ClusterHttp, failureOf } from './ClusterHttp';
import { Selection, selectionPath } from './Selection';

/** One change, or a mark that says how far the stream has come. */
export type WatchEvent =
  | { readonly type: 'upsert'; readonly object: unknown }
  | { readonly type: 'delete'; readonly object: unknown }
  | { readonly type: 'bookmark'; readonly resourceVersion: string };

export interface WatchOptions {
  readonly resourceVersion: string;
  /** The server ends the stream after so long; that end is normal. */
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
  /** Called once the server has accepted the watch. */
  readonly onOpen: () => void;
}

/** Beyond the server's own timeout: a stream that outlives it is dead. */
const GRACE_SECONDS = 15;

/**
 * Watches a selection until the server ends the stream. Rejects with a
 * `ClusterFailure`: `expired` when the version is too old (410, as status or as
 * an ERROR event) and a new list is due.
 */
export async function* watchObjects(
  http: ClusterHttp,
  selection: Selection,
  options: WatchOptions,
): AsyncGenerator<WatchEvent> {
  const path = selectionPath(selection, {
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion: options.resourceVersion,
    timeoutSeconds: String(options.timeoutSeconds),
  });
  const deadline = (options.timeoutSeconds + GRACE_SECONDS) * 1_000;
  const signal = AbortSignal.any([
    options.signal,
    AbortSignal.timeout(deadline),
  ]);
  const stream = await http.getStream(path, signal);
  options.onOpen();
  // `readline` does not pass on errors of its input.
  let broken: unknown;
  stream.once('error', error => {
    broken = error;
  });
  const lines = createInterface({ input: stream, crlfDelay: Infinity });
  try {
    for await (const line of lines) {
      if (line) yield parseEvent(line);
    }
  } catch (error) {
    throw failureOf(error, signal);
  } finally {
    lines.close();
    stream.destroy();
  }
  if (broken) throw failureOf(broken, signal);
}

function parseEvent(line: string): WatchEvent {
  const { type, object } = JSON.parse(line) as Record<string, unknown>;
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
      return { type: 'upsert', object };
    case 'DELETED':
      return { type: 'delete', object };
    case 'BOOKMARK':
      return { type: 'bookmark', resourceVersion: resourceVersionOf(object) };
    case 'ERROR': {
      const code = (object as { code?: unknown } | null)?.code;
      throw failureOfStatus(typeof code === 'number' ? code : 500);
    }
    default:
      throw new ClusterFailure('unexpected-answer', 'unknown watch event');
  }
}

/** `metadata.resourceVersion`, an opaque text; empty when there is none. */
export function resourceVersionOf(object: unknown): string {
  const meta = (object as { metadata?: { resourceVersion?: unknown } } | null)
    ?.metadata;
  return typeof meta?.resourceVersion === 'string' ? meta.resourceVersion : '';
}

/** True when the failure says that a new list is due. */
export function isExpired(error: unknown): boolean {
  return toClusterFailure(error).reason === 'expired';
}
