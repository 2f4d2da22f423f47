import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createRequestAccessAction } from './requestAccess/createRequestAccessAction';

/**
 * Adds the action `zero-trust:request-access` to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleZeroTrust = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'zero-trust',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        scaffolder: scaffolderActionsExtensionPoint,
      },
      async init({ scaffolder, ...services }) {
        scaffolder.addActions(createRequestAccessAction(services));
      },
    });
  },
});
