import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { parseAllDocuments } from 'yaml';

const catalogFolder = path.join(
  path.dirname(require.resolve('@ztn/demo-world/package.json')),
  'world/catalog',
);
/** The catalog of the demo world. */
export const entities = [
  'org',
  'systems',
  'components',
  'apis',
  'resources',
].flatMap(file =>
  parseAllDocuments(
    readFileSync(path.join(catalogFolder, `${file}.yaml`), 'utf8'),
  ).map(document => document.toJS() as Entity),
);

/** Gives these entities to the catalog. */
export const catalogModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'test-entities',
  register(reg) {
    reg.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addEntityProvider({
          getProviderName: () => 'test',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: entities.map(entity => ({
                locationKey: 'test',
                entity: {
                  ...entity,
                  metadata: {
                    ...entity.metadata,
                    annotations: {
                      ...entity.metadata.annotations,
                      'backstage.io/managed-by-location': 'url:https://x/y',
                      'backstage.io/managed-by-origin-location':
                        'url:https://x/y',
                    },
                  },
                },
              })),
            }),
        });
      },
    });
  },
});
