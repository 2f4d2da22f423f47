import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { eventsExtensionPoint } from '@backstage/plugin-events-node/alpha';
import { isGiteaSignature } from '@ztn/backstage-plugin-zero-trust-node';

/**
 * Takes webhooks of Gitea and Forgejo at `/api/events/http/gitea` when they are
 * signed with `events.modules.gitea.webhookSecret`; without a secret, none.
 */
export const giteaWebhookModule = createBackendModule({
  pluginId: 'events',
  moduleId: 'gitea-webhook',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        events: eventsExtensionPoint,
      },
      async init({ config, events }) {
        const secret = config.getOptionalString(
          'events.modules.gitea.webhookSecret',
        );
        if (!secret) return;
        events.addHttpPostIngress({
          topic: 'gitea',
          validator: async (request, context) => {
            if (!isGiteaSignature(secret, request))
              context.reject({
                status: 403,
                payload: { message: 'the signature is not right' },
              });
          },
        });
      },
    });
  },
});

export default giteaWebhookModule;
