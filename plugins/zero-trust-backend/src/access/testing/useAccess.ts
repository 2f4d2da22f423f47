import {
  BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  AccessPreview,
  accessPreviewSchema,
  AccessRequest,
  accessRequestEventsSchema,
  accessRequestSchema,
  CreatedAccessRequest,
  createdAccessRequestSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import {
  GitHost,
  MemoryGitHost,
  zeroTrustGitHostExtensionPoint,
} from '@ztn/backstage-plugin-zero-trust-node';
import request from 'supertest';
import { manualScheduler } from '../../testing/manualScheduler';
import { as } from '../../testing/startTestPlugin';
import { checked, root, ShopOptions, useShop } from '../../testing/useShop';
import { waitFor } from '../../testing/waitFor';
import { ACCESS_TASK } from '../startAccess';
import {
  accessEntities,
  cartToPayment,
  policyPath,
  policySource,
  requestsRoot,
  storeManifests,
  teams,
  why,
} from './accessWorld';

export * from './accessWorld';

/** How to start; everything has a default. */
export interface AccessOptions extends ShopOptions {
  readonly accessRequests?: JsonObject;
  readonly policySources?: readonly JsonObject[];
  readonly gitHost?: MemoryGitHost;
  /** Around the host, to see or to break what is asked of it. */
  readonly around?: (host: MemoryGitHost) => GitHost;
}

/** A git host that people use, too. */
export const aGitHost = (now?: () => Date) =>
  new MemoryGitHost({
    files: { 'README.md': '# Policies\n' },
    people: Object.keys(teams),
    now,
  });

/** Gives the plugin a git host. */
export const gitHostModule = (host: GitHost): BackendFeature =>
  createBackendModule({
    pluginId: 'zero-trust',
    moduleId: 'git-host-of-the-test',
    register(reg) {
      reg.registerInit({
        deps: { hosts: zeroTrustGitHostExtensionPoint },
        async init({ hosts }) {
          hosts.addGitHost({ kind: 'memory', create: () => host });
        },
      });
    },
  });

/** The real plugin over the simulated shop and a git host in memory. */
export function useAccess() {
  const startShop = useShop();

  return async (options: AccessOptions = {}) => {
    let now = new Date('2026-11-28T10:00:00.000Z');
    const clock = options.clock ?? (() => now);
    const host = options.gitHost ?? aGitHost(clock);
    const scheduler = manualScheduler();
    const entities = options.entities ?? accessEntities();
    const shop = await startShop({
      ...options,
      entities,
      clock,
      manifests: [storeManifests, options.manifests ?? []].flat().join('---'),
      groupsOf:
        options.groupsOf ??
        (ref =>
          (teams[ref.split('/')[1]] ?? []).map(t => `group:default/${t}`)),
      config: {
        app: { baseUrl: 'https://portal.example.com' },
        integrations: { gitea: [{ host: 'git.example.com' }] },
        ...options.config,
      },
      zeroTrust: {
        policySources: [...(options.policySources ?? [policySource])],
        accessRequests: { ...options.accessRequests },
        ...options.zeroTrust,
      },
      features: [
        gitHostModule(options.around ? options.around(host) : host),
        scheduler.feature,
        ...(options.features ?? []),
      ],
    });
    await waitFor(async () => {
      const { body } = await shop.get(`${root}/clusters`);
      expect(body.clusters[0].workloads).toBeGreaterThanOrEqual(5);
    });
    const agent = request(shop.server);
    const patch = (path: string, body: object, who: string) =>
      agent.patch(path).set('authorization', as(who)).send(body);
    const postWith = (path: string, body: object, who: string, key: string) =>
      agent
        .post(path)
        .set('authorization', as(who))
        .set('idempotency-key', key)
        .send(body);
    const preview = async (
      who = 'carla',
      spec: object = cartToPayment,
    ): Promise<AccessPreview> =>
      checked(
        accessPreviewSchema,
        (await shop.post(`${requestsRoot}/preview`, spec, who)).body,
      );
    const get = async (id: string, who = 'carla'): Promise<AccessRequest> =>
      checked(
        accessRequestSchema,
        (await shop.get(`${requestsRoot}/${id}`, who)).body,
      );
    const ask = async (
      who = 'carla',
      spec: object = cartToPayment,
    ): Promise<CreatedAccessRequest> => {
      const { hash } = await preview(who, spec);
      const { body } = await shop.post(
        requestsRoot,
        { spec, justification: why, submit: true, previewHash: hash },
        who,
      );
      return checked(createdAccessRequestSchema, body);
    };
    const until = async (id: string, state: AccessRequest['state']) => {
      await waitFor(async () => expect((await get(id)).state).toBe(state));
      return get(id);
    };
    /** Asked, and its pull request is open. */
    const opened = async (who = 'carla', spec: object = cartToPayment) => {
      const { id } = await ask(who, spec);
      return until(id, 'open');
    };
    const turn = () => scheduler.run(ACCESS_TASK);
    const pass = (ms: number) => {
      now = new Date(now.getTime() + ms);
    };
    return {
      ...shop,
      host,
      entities,
      patch,
      postWith,
      preview,
      ask,
      request: get,
      until,
      opened,
      turn,
      now: clock,
      pass,
      /** Time passes, and everything whose time has come is looked at. */
      later: async (ms = 180_000) => {
        pass(ms);
        await turn();
      },
      recheck: (id: string, who = 'carla') =>
        shop.post(`${requestsRoot}/${id}/recheck`, {}, who),
      rebase: (id: string, version: number, who = 'carla') =>
        shop.post(`${requestsRoot}/${id}/rebase`, { version }, who),
      supersede: (id: string, body: object, who = 'carla') =>
        shop.post(`${requestsRoot}/${id}/supersede`, body, who),
      cancel: (id: string, version: number, who = 'carla') =>
        shop.post(`${requestsRoot}/${id}/cancel`, { version }, who),
      events: async (id: string, who = 'carla') =>
        checked(
          accessRequestEventsSchema,
          (await shop.get(`${requestsRoot}/${id}/events`, who)).body,
        ).items,
      /** What the merged file says, applied as a GitOps controller would. */
      sync: async () => {
        const main = host.repository.branches.get('main')!;
        for (const { path } of await host.readTree(main, 'clusters/prod')) {
          const content = await host.readFile(main, path);
          shop.cluster.apply(new TextDecoder().decode(content?.bytes));
        }
      },
    };
  };
}

/** Milliseconds of so many minutes. */
export const minutes = (count: number) => count * 60_000;

/** What a draft is made of. */
export const draft = { spec: cartToPayment, justification: why };

/** Status and code of an answer. */
export const codeOf = ({
  status,
  body,
}: {
  status: number;
  body: { error?: { code?: string } };
}) => [status, body.error?.code];

/** A rule of one path, as a change of a spec. */
export function pathOf(value: string) {
  return {
    rules: [
      {
        port: 8080,
        http: { methods: ['GET'], paths: [{ type: 'exact', value }] },
      },
    ],
  };
}

/** Bytes of a file as text. */
export const textOf = (bytes: Uint8Array | undefined) =>
  new TextDecoder().decode(bytes);

/** The planned file at a commit. */
export async function fileOf(
  host: ReturnType<typeof aGitHost>,
  sha: string,
): Promise<string> {
  return textOf((await host.readFile(sha, policyPath))?.bytes);
}
