import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import {
  ClustersResponse,
  packedPermissionsSchema,
  permissionsResponseSchema,
  postureResponseSchema,
} from '@ztn/backstage-plugin-zero-trust-common';
import { DemoWorld, startDemoWorld } from '@ztn/demo-world';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import request from 'supertest';
import { parseAllDocuments } from 'yaml';
import { allowAll, as, startTestPlugin } from '../testing/startTestPlugin';
import { waitFor } from '../testing/waitFor';

// Every component of the story, asked for as its tab asks.

jest.setTimeout(30_000);

/** What one answer may weigh, in bytes, before compression. */
const BUDGET = 50_000;

const root = '/api/zero-trust/v1';
const catalog = join(
  dirname(require.resolve('@ztn/demo-world/package.json')),
  'world/catalog',
);
const entities = ['components', 'resources', 'apis'].flatMap(file =>
  parseAllDocuments(readFileSync(join(catalog, `${file}.yaml`), 'utf8')).map(
    document => document.toJS() as Entity,
  ),
);
const components = entities.filter(({ kind }) => kind === 'Component');

describe('the zero-trust backend over the demo world', () => {
  let directory: string;
  let world: DemoWorld;
  let plugin: Awaited<ReturnType<typeof startTestPlugin>>;

  const get = async (path: string) => {
    const response = await request(plugin.server)
      .get(`${root}/${path}`)
      .set('authorization', as('admin'));
    expect(response.status).toBe(200);
    return response;
  };

  const allWatching = () =>
    waitFor(async () => {
      const { clusters } = (await get('clusters')).body as ClustersResponse;
      const states = clusters.map(({ state }) => state).join();
      if (states !== 'watching,watching') throw new Error(states);
    });

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'demo-'));
    process.env.ZTN_DEMO_PORT_PROD_EU = '0';
    process.env.ZTN_DEMO_PORT_PROD_US = '0';
    world = await startDemoWorld({ directory });
    plugin = await startTestPlugin({
      entities,
      policy: allowAll,
      zeroTrust: {
        clusters: world.clusters.map(({ name }) => ({
          name,
          kubeconfig: { path: world.kubeconfig, context: `${name}-reader` },
        })),
      },
    });
    await allWatching();
  });
  afterAll(async () => {
    delete process.env.ZTN_DEMO_PORT_PROD_EU;
    delete process.env.ZTN_DEMO_PORT_PROD_US;
    await plugin.stop();
    await world.stop();
    await rm(directory, { recursive: true });
  });

  it.each(components.map(({ metadata }) => metadata.name))(
    'answers for %s as the schemas say, and within the budget',
    async name => {
      const entity = `entities/component/default/${name}`;
      const posture = await get(`${entity}/posture`);
      expect(postureResponseSchema.parse(posture.body)).toEqual(posture.body);
      expect(posture.text.length).toBeLessThan(BUDGET);
      for (const direction of ['inbound', 'outbound']) {
        const { text, body } = await get(
          `${entity}/permissions?direction=${direction}`,
        );
        expect(packedPermissionsSchema.parse(body)).toEqual(body);
        expect(permissionsResponseSchema.parse(body).items.length).toBe(
          Math.min(body.totalItems, 50),
        );
        expect(text.length).toBeLessThan(BUDGET);
      }
    },
  );
});
