import { Backoff, RetrySignal } from './Backoff';
import { ClusterFailure, toClusterFailure } from './ClusterFailure';
import { ClusterHttp } from './ClusterHttp';
import { listObjects } from './listObjects';
import { Selection } from './Selection';
import { isExpired, resourceVersionOf, watchObjects } from './watchObjects';
import { Timing } from '../timing';

/** Where the objects of one selection go, as the server sent them. */
export interface SelectionSink {
  /** One page of a list that is not complete yet. */
  listed(items: readonly unknown[]): void;
  /** The list is complete: whatever was not in it no longer exists. */
  listEnded(): void;
  /** A list starts from the beginning; pages listed so far do not count. */
  listStarted(): void;
  upserted(object: unknown): void;
  deleted(object: unknown): void;
  /** A watch is open, and everything up to now has arrived. */
  current(): void;
  failed(failure: ClusterFailure, verb: 'list' | 'watch'): void;
  /** The server no longer has this kind: there are no such objects. */
  gone(): void;
}

export interface FollowOptions extends Timing {
  readonly http: ClusterHttp;
  readonly selection: Selection;
  readonly sink: SelectionSink;
  readonly signal: AbortSignal;
  /** Raised when the cluster answers again after it did not. */
  readonly retry: RetrySignal;
}

/** A stream that ends sooner than this counts as a failure: no busy loop. */
const SHORT_STREAM_MS = 1_000;

/**
 * Keeps one selection current until the signal aborts or the kind is gone:
 * list, watch from there, watch again from the last version seen, list again
 * after 410. Failures are reported, then retried with growing pauses; the
 * objects read before stay in the sink.
 */
export async function followSelection(options: FollowOptions): Promise<void> {
  const { http, selection, sink, signal } = options;
  const backoff = new Backoff(options);
  while (!signal.aborted) {
    let verb: 'list' | 'watch' = 'list';
    try {
      const from = await listObjects(http, selection, sink, signal);
      verb = 'watch';
      await watchUntilExpired(options, from);
      backoff.succeeded();
      // Many readers expire together; spread their lists.
      await options.pause(options.random() * 2_000, signal);
    } catch (error) {
      if (signal.aborted) return;
      const failure = toClusterFailure(error);
      if (failure.reason === 'not-found') {
        sink.gone();
        return;
      }
      sink.failed(failure, verb);
      await backoff.wait(failure.retryAfterMs);
    }
  }
}

/**
 * Returns when a new list is due. Rejects when a list must tell more: a right
 * that is missing, or a kind that has gone.
 */
async function watchUntilExpired(
  options: FollowOptions,
  from: string,
): Promise<void> {
  const { signal, sink, elapsedMs } = options;
  let resourceVersion = from;
  const backoff = new Backoff(options);
  while (!signal.aborted) {
    const startedAt = elapsedMs();
    try {
      for await (const seen of versionsFrom(options, resourceVersion)) {
        backoff.succeeded();
        resourceVersion = seen || resourceVersion;
      }
      if (elapsedMs() - startedAt < SHORT_STREAM_MS) {
        await backoff.wait();
      }
    } catch (error) {
      if (signal.aborted || isExpired(error)) return;
      const failure = toClusterFailure(error);
      if (failure.reason === 'forbidden' || failure.reason === 'not-found') {
        throw failure;
      }
      sink.failed(failure, 'watch');
      await backoff.wait(failure.retryAfterMs);
    }
  }
}

/** Passes events on to the sink and yields the versions seen. */
async function* versionsFrom(
  { http, selection, sink, random, signal }: FollowOptions,
  resourceVersion: string,
): AsyncGenerator<string> {
  const events = watchObjects(http, selection, {
    resourceVersion,
    timeoutSeconds: Math.round(240 + random() * 120),
    signal,
    onOpen: () => sink.current(),
  });
  for await (const event of events) {
    if (event.type === 'upsert') sink.upserted(event.object);
    if (event.type === 'delete') sink.deleted(event.object);
    sink.current();
    yield event.type === 'bookmark'
      ? event.resourceVersion
      : resourceVersionOf(event.object);
  }
}
