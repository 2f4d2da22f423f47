// Started by `overGeneratedCluster.mjs`: the real plugin in a backend of its own,
// over a generated cluster. Tells its CPU time when it is asked.
import { createRequire } from 'node:module';

// Backstage takes whoever listens for its own command line.
const tell = process.send.bind(process);
process.send = undefined;

const require = createRequire(import.meta.url);
const { createBackend } = require('@backstage/backend-defaults');
const {
  coreServices,
  createServiceFactory,
} = require('@backstage/backend-plugin-api');
const { ConfigReader } = require('@backstage/config');
const { stringifyEntityRef } = require('@backstage/catalog-model');
const { catalogServiceRef } = require('@backstage/plugin-catalog-node');
const plugin = require('@ztn/backstage-plugin-zero-trust-backend').default;

const { port, token, cluster, entities } = await new Promise(told =>
  process.once('message', told),
);
const byRef = new Map(
  entities.map(entity => [stringifyEntityRef(entity), entity]),
);

const given = (service, value) =>
  createServiceFactory({ service, deps: {}, factory: () => value });
const silent = () => {};
const logger = {
  debug: silent,
  info: silent,
  warn: silent,
  error: (...said) => process.stderr.write(`${said.join(' ')}\n`),
  child: () => logger,
};

const backend = createBackend();
backend.add(
  given(
    coreServices.rootConfig,
    new ConfigReader({
      app: { baseUrl: 'http://localhost:1' },
      backend: {
        baseUrl: `http://localhost:${port}`,
        listen: { port, host: '127.0.0.1' },
        database: { client: 'better-sqlite3', connection: ':memory:' },
        auth: {
          externalAccess: [
            { type: 'static', options: { token, subject: 'bench' } },
          ],
        },
      },
      zeroTrust: {
        catalogSettleSeconds: 0,
        clusters: [
          {
            name: 'bench',
            url: cluster,
            auth: { type: 'none' },
            facts: { cni: 'other', ipBlockMatchesPods: true },
          },
        ],
      },
    }),
  ),
);
backend.add(given(coreServices.rootLogger, logger));
backend.add(
  given(catalogServiceRef, {
    getEntityByRef: async ref => byRef.get(ref),
    queryEntities: async () => ({
      items: entities,
      totalItems: entities.length,
      pageInfo: {},
    }),
    async *streamEntities() {
      yield entities;
    },
  }),
);
backend.add(plugin);
await backend.start();

process.on('message', ({ id }) => {
  const { user, system } = process.cpuUsage();
  tell({ id, cpu: (user + system) / 1000 });
});
tell({ ready: true });
