import { mockServices } from '@backstage/backend-test-utils';
import { kinds } from '@ztn/zero-trust-engine';
import { ClusterHttp } from '../cluster/ClusterHttp';
import { Pause } from '../cluster/pause';
import { ClusterReader, KindReading } from '../cluster/ClusterReading';
import { startClusterReader } from '../cluster/startClusterReader';
import { UrlConnection } from '../cluster/UrlConnection';
import { UrlAuth } from '../config/ZeroTrustSettings';

/** A pause that takes a turn of the event loop, whatever it is asked for. */
export const shortPause: Pause = (_ms, signal) =>
  new Promise(resolve => {
    const timer = setTimeout(resolve, 10);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Remembers pauses; long ones end only when something wakes them. */
export const endlessOver =
  (waits: number[], short: Pause = shortPause): Pause =>
  (ms, signal) => {
    waits.push(ms);
    return ms > 3_000
      ? new Promise(resolve => {
          if (signal.aborted) resolve();
          signal.addEventListener('abort', () => resolve());
        })
      : short(ms, signal);
  };

/** A reader of some kinds of `http://cluster.test`. */
export function startTestReader(options: {
  readonly kinds: readonly string[];
  readonly auth?: UrlAuth;
  readonly server?: string;
  readonly onChange?: () => void;
  readonly pause?: Pause;
}): ClusterReader {
  const connection = new UrlConnection({
    type: 'url',
    name: 'test',
    title: 'test',
    url: options.server ?? 'http://cluster.test',
    skipTlsVerify: false,
    auth: options.auth ?? {},
  });
  return startClusterReader({
    cluster: 'test',
    http: new ClusterHttp(connection),
    kinds: kinds.filter(({ key }) => options.kinds.includes(key)),
    pause: options.pause ?? shortPause,
    random: () => 0.5,
    clock: () => new Date('2026-01-01T00:00:00Z'),
    elapsedMs: () => performance.now(),
    busyMs: () => performance.now(),
    logger: mockServices.logger.mock(),
    onChange: options.onChange ?? (() => undefined),
  });
}

/** How a kind stands. */
export function readingOf(reader: ClusterReader, key: string): KindReading {
  const found = reader.reading().kinds.find(({ kind }) => kind.key === key);
  if (!found) throw new Error(`kind ${key} is not read`);
  return found;
}
