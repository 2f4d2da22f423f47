import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { FindingsCollatorFactory } from './FindingsCollatorFactory';
import { PostureReader } from './PostureReader';
import { readCollatorSettings } from './readCollatorSettings';

/**
 * Makes the findings of entities searchable.
 *
 * @public
 */
export const searchModuleZeroTrustFindings = createBackendModule({
  pluginId: 'search',
  moduleId: 'zero-trust-findings',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        indexRegistry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config,
        discovery,
        indexRegistry,
        scheduler,
      }) {
        const { schedule, ...settings } = readCollatorSettings(config);
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new FindingsCollatorFactory({
            ...settings,
            auth,
            catalog,
            postures: new PostureReader(auth, discovery),
          }),
        });
      },
    });
  },
});
