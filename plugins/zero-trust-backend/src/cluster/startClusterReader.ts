import { LoggerService } from '@backstage/backend-plugin-api';
import { KindInfo } from '@ztn/zero-trust-engine';
import { RetrySignal } from './Backoff';
import { ClusterFailure, toClusterFailure } from './ClusterFailure';
import { ClusterHttp } from './ClusterHttp';
import { ClusterReader } from './ClusterReading';
import { discoverKinds, KindServing } from './discoverKinds';
import { KindFollowers } from './KindFollowers';
import { backoffMs } from './pause';
import { Timing } from '../timing';

export interface ClusterReaderOptions extends Timing {
  readonly cluster: string;
  readonly http: ClusterHttp;
  readonly kinds: readonly KindInfo[];
  readonly logger: LoggerService;
  /** Objects, or what is known of kinds, changed. Called often; coalesce. */
  readonly onChange: () => void;
}

/**
 * How often the served kinds are asked for. It is also the heartbeat: a watch
 * over a dead network looks alive, a request does not.
 */
const DISCOVERY_MS = 30_000;
/** The same while the cluster does not answer: one small request each time. */
const FAILING_MS = 3_000;
/** After a reason to ask sooner; a new kind is served a moment after it is defined. */
const SOON_MS = 1_000;

/**
 * Reads one cluster until `stop`: discovers the served kinds again and again,
 * and keeps each one current on its own. Kinds that are installed or permitted
 * later are picked up; a kind that fails harms no other.
 */
export function startClusterReader(
  options: ClusterReaderOptions,
): ClusterReader {
  const { cluster, http, kinds, pause, random, clock, logger } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let lastContact: Date | undefined;
  let failure: { cause: ClusterFailure; since: Date } | undefined;
  const sooner = new RetrySignal();
  const followers = new KindFollowers({
    ...options,
    signal,
    // Whether one kind is in trouble or all of them, and which kinds there are
    // now: discovery tells.
    onLost: () => sooner.retryNow(),
    onDefinitions: () => sooner.retryNow(),
    onContact: () => {
      lastContact = clock();
    },
  });

  const fail = (cause: ClusterFailure) => {
    if (failure?.cause.reason !== cause.reason) {
      logger.warn(
        `cluster '${cluster}' cannot be read: ${cause.reason} (${cause.message})`,
      );
      failure = { cause, since: failure?.since ?? clock() };
      options.onChange();
    }
    followers.undiscovered(cause);
  };
  const succeed = (serving: ReadonlyMap<string, KindServing>) => {
    lastContact = clock();
    if (failure) {
      logger.info(`cluster '${cluster}' answers again`);
      failure = undefined;
      options.onChange();
      followers.retryNow();
    }
    followers.serve(serving);
  };
  const discoverForever = async () => {
    let failures = 0;
    // Taken before the last pause and before discovery: what happens from then
    // on may have come too late for its answer, and asks for another.
    let asked = sooner.signal;
    while (!signal.aborted) {
      try {
        succeed(await discoverKinds(http, kinds, signal));
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        fail(toClusterFailure(error));
        failures += 1;
      }
      const wait = failures
        ? Math.min(backoffMs(failures - 1, random), FAILING_MS)
        : SOON_MS;
      if (!failures) {
        await pause(DISCOVERY_MS - wait, AbortSignal.any([signal, asked]));
      }
      asked = sooner.signal;
      await pause(wait, signal);
    }
  };
  // The loop handles all failures itself; a bug in it must still be seen.
  discoverForever().catch(error =>
    logger.error(`reading of cluster '${cluster}' stopped`, error as Error),
  );

  return {
    cluster,
    reading: () => ({
      cluster,
      kinds: followers.readings(),
      lastContact,
      failure: failure && {
        reason: failure.cause.reason,
        detail: failure.cause.message,
        since: failure.since,
      },
    }),
    objects: () => followers.objects(),
    stop: () => stopping.abort(),
  };
}
