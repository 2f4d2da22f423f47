import { BackendFeature } from '@backstage/backend-plugin-api';
import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import {
  packedPermissionsSchema,
  permissionsResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { http, HttpResponse, passthrough } from 'msw';
import { setupServer } from 'msw/node';
import request from 'supertest';
import { z } from 'zod';
import { shopEntities, shopManifests } from './shopWorld';
import { SimulatedCluster } from './simulatedCluster';
import {
  allowAll,
  as,
  AuthorizedConditions,
  startTestPlugin,
  TestPolicy,
} from './startTestPlugin';
import { waitFor } from './waitFor';

/** Where the API begins. */
export const root = '/api/zero-trust/v1';
/** The entity that most questions are about. */
export const payment = `${root}/entities/component/default/payment`;

/** The cluster of the shop, and one that never answers. */
export const prod = {
  name: 'prod',
  url: 'http://cluster.test',
  auth: { type: 'serviceAccountToken', token: 'canary-token' },
};
export const down = {
  name: 'down',
  url: 'http://down.test',
  auth: { type: 'none' },
};

/** Everybody may do anything, except that a guest knows of no vault. */
export const vaultIsSecret: TestPolicy = ({ user, entityRef }) =>
  user !== 'user:default/guest' || entityRef !== 'component:default/vault';

/** How to start the shop; everything has a default. */
export interface ShopOptions {
  readonly policy?: TestPolicy;
  readonly clusters?: readonly (typeof prod | typeof down)[];
  readonly entities?: readonly Entity[];
  readonly forbid?: readonly string[];
  /** Beside the shop's own. */
  readonly manifests?: string;
  /** More of the plugin's settings. */
  readonly zeroTrust?: JsonObject;
  /** More of the backend's configuration. */
  readonly config?: JsonObject;
  /** The time of day; the machine's own when absent. */
  readonly clock?: () => Date;
  /** More features, such as a database of another kind. */
  readonly features?: readonly BackendFeature[];
  readonly groupsOf?: (user: string) => readonly string[];
  readonly conditionsFor?: (user: string) => AuthorizedConditions | undefined;
}

/** The real plugin over the simulated shop, for each test that starts one. */
export function useShop() {
  const server = setupServer();
  registerMswTestHooks(server);

  /** A backend that went on reading would slow down all tests after it. */
  const running: { stop(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map(backend => backend.stop()));
  });

  return async (options: ShopOptions = {}) => {
    const manifests = [shopManifests, options.manifests ?? []].flat();
    const cluster = new SimulatedCluster(manifests.join('---'), {
      token: 'canary-token',
      forbid: options.forbid,
    });
    server.use(
      ...cluster.handlers,
      http.get('http://down.test/*', () => HttpResponse.error()),
      http.all(/^http:\/\/(localhost|127\.0\.0\.1)[:/]/, () => passthrough()),
    );
    const plugin = await startTestPlugin({
      entities: options.entities ?? shopEntities,
      policy: options.policy ?? allowAll,
      zeroTrust: {
        clusters: [...(options.clusters ?? [prod])],
        ...options.zeroTrust,
      },
      config: options.config,
      clock: options.clock,
      features: options.features,
      groupsOf: options.groupsOf,
      conditionsFor: options.conditionsFor,
    });
    running.push(plugin);
    const agent = request(plugin.server);
    const get = (path: string, user = 'admin') =>
      agent.get(path).set('authorization', as(user));
    const post = (path: string, body: object, user = 'admin') =>
      agent.post(path).set('authorization', as(user)).send(body);
    const judge = (body: object, user = 'admin') =>
      post(`${root}/connections/judge`, body, user);
    // Until the first snapshot is there.
    await waitFor(async () => {
      const { body } = await get(`${root}/clusters`);
      const [first] = body.clusters;
      expect(first.workloads).toBeGreaterThanOrEqual(4);
    });
    const remove = (path: string, user = 'admin') =>
      agent.delete(path).set('authorization', as(user));
    return { ...plugin, cluster, agent, get, post, remove, judge };
  };
}

/** The body, which must be exactly what the schema says. */
export function checked<S extends z.ZodType>(
  schema: S,
  body: unknown,
): z.output<S> {
  const parsed = schema.parse(body);
  expect(parsed).toEqual(body);
  return parsed;
}

/** Permissions as they are used. */
export function permissionsIn(body: unknown) {
  checked(packedPermissionsSchema, body);
  return permissionsResponseSchema.parse(body);
}

/** Keys of the workloads that rows are about. */
export function peersOf(body: unknown): readonly string[] {
  return permissionsIn(body).items.flatMap(({ peer }) =>
    peer.type === 'workload' ? [peer.key] : [],
  );
}
