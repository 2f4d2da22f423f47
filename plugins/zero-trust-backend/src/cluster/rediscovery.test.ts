import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { SimulatedCluster } from '../testing/simulatedCluster';
import {
  endlessOver,
  readingOf,
  shortPause,
  startTestReader,
} from '../testing/testReader';
import { waitFor } from '../testing/waitFor';
import { ClusterReader } from './ClusterReading';
import { Pause } from './pause';

describe('the reader asks again which kinds there are', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  let stop = () => {};
  afterEach(() => stop());

  const kinds = ['AuthorizationPolicy', 'CustomResourceDefinition'];
  const authorization = `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: deny, namespace: shop }
spec: {}
`;
  const definition = (name: string) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${name}.security.istio.io }
spec: {}
`;
  const found = (reader: ClusterReader) =>
    waitFor(() => expect(readingOf(reader, kinds[0]).state).toBe('watching'));
  /** A reader that has found nothing of Istio, and waits to be woken. */
  const startWaiting = async (short?: Pause) => {
    const waits: number[] = [];
    const cluster = new SimulatedCluster(
      `${definition('requestauthentications')}---${authorization}`,
      { notInstalled: ['AuthorizationPolicy'] },
    );
    server.use(...cluster.handlers);
    const pause = endlessOver(waits, short);
    const reader = startTestReader({ kinds, pause });
    stop = reader.stop;
    const discoveries = () =>
      cluster.requests.filter(url => url.pathname === '/apis').length;
    // The first list of definitions asks for a second discovery.
    await waitFor(() => expect(discoveries()).toBe(2));
    await waitFor(() => expect(waits.at(-1)).toBe(29_000));
    waits.length = 0;
    const define = async (name: string, count: number) => {
      cluster.apply(definition(name));
      await waitFor(() =>
        expect(readingOf(reader, kinds[1]).objects).toBe(count),
      );
    };
    return { cluster, reader, waits, define };
  };

  it('a second after a definition that comes while it waits', async () => {
    const { cluster, reader, waits, define } = await startWaiting();
    cluster.options.notInstalled.clear();
    await define('authorizationpolicies', 2);
    await found(reader);
    expect(waits.filter(ms => ms <= 3_000)).toEqual([1_000]);
  });

  it('a second after a definition that comes too late for the answer under way', async () => {
    const { cluster, reader, waits, define } = await startWaiting();
    let held = false;
    let release = () => {};
    server.use(
      http.get(
        'http://cluster.test/apis/apiextensions.k8s.io/v1',
        // Answers as ever, but not yet.
        () =>
          new Promise<undefined>(resolve => {
            held = true;
            release = () => resolve(undefined);
          }),
        { once: true },
      ),
    );
    await define('peerauthentications', 2);
    await waitFor(() => expect(held).toBe(true));
    cluster.options.notInstalled.clear();
    await define('authorizationpolicies', 3);
    expect(readingOf(reader, kinds[0]).state).toBe('not-installed');

    waits.length = 0;
    release();
    await found(reader);
    expect(waits.filter(ms => ms <= 3_000)).toEqual([1_000]);
  });

  it('once more after a definition that comes just before it asks', async () => {
    const held: (() => void)[] = [];
    let hold = false;
    const { cluster, reader, waits, define } = await startWaiting(
      (ms, signal) =>
        hold
          ? new Promise(resolve => held.push(resolve))
          : shortPause(ms, signal),
    );
    hold = true;
    await define('peerauthentications', 2);
    await waitFor(() => expect(held).toHaveLength(1));
    // Known now, and served only after the next discovery.
    await define('authorizationpolicies', 3);
    held[0]();
    await waitFor(() => expect(held).toHaveLength(2));
    cluster.options.notInstalled.clear();
    held[1]();
    await found(reader);
    expect(waits.slice(0, 3)).toEqual([1_000, 29_000, 1_000]);
  });
});
