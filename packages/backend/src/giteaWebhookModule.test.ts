import { createHmac } from 'node:crypto';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import eventsBackend from '@backstage/plugin-events-backend';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import request from 'supertest';
import { giteaWebhookModule } from './giteaWebhookModule';

const secret = 'webhook-secret';
const body = JSON.stringify({ action: 'closed', number: 3 });

const start = async (config: object) => {
  const heard: unknown[] = [];
  const backend = await startTestBackend({
    features: [
      eventsBackend,
      giteaWebhookModule,
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => ({
          publish: async event => {
            heard.push(event);
          },
          subscribe: async () => {},
        }),
      }),
      mockServices.rootConfig.factory({ data: config }),
    ],
  });
  return { backend, heard };
};

const post = (server: Parameters<typeof request>[0], signature: string) =>
  request(server)
    .post('/api/events/http/gitea')
    .set('Content-Type', 'application/json')
    .set('X-Gitea-Signature', signature)
    .send(body);

const configured = {
  events: { modules: { gitea: { webhookSecret: secret } } },
};
const signature = createHmac('sha256', secret).update(body).digest('hex');

describe('giteaWebhookModule', () => {
  it('hands on what is signed', async () => {
    const { backend, heard } = await start(configured);
    expect((await post(backend.server, signature)).status).toBe(202);
    expect(heard).toMatchObject([
      { topic: 'gitea', eventPayload: { action: 'closed', number: 3 } },
    ]);
    await backend.stop();
  });

  it('T11: hears nothing of what is forged', async () => {
    const { backend, heard } = await start(configured);
    const forged = signature.replace(/./g, '0');
    expect((await post(backend.server, forged)).status).toBe(403);
    expect(heard).toEqual([]);
    await backend.stop();
  });

  it('T11: takes nothing without a secret to check it with', async () => {
    const { backend, heard } = await start({});
    expect((await post(backend.server, signature)).status).toBe(404);
    expect(heard).toEqual([]);
    await backend.stop();
  });
});
