import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { useGitHost } from '../testing/useGitHost';

const test = useGitHost();
const repo = 'repos/shop/policies';

describe('webhooks', () => {
  it('tell of pull requests and reviews, signed with the secret', async () => {
    const heard: { event: string; body: string; right: boolean }[] = [];
    const receiver = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const signature = createHmac('sha256', 's3cret')
        .update(body)
        .digest('hex');
      heard.push({
        event: String(request.headers['x-gitea-event']),
        body,
        right: request.headers['x-gitea-signature'] === signature,
      });
      response.end();
    });
    await new Promise<void>(resolve => {
      receiver.listen(0, '127.0.0.1', resolve);
    });
    const { port } = receiver.address() as AddressInfo;
    await test().api('POST', `${repo}/hooks`, {
      login: 'elif',
      body: {
        type: 'gitea',
        active: true,
        events: ['pull_request'],
        config: { url: `http://127.0.0.1:${port}/`, secret: 's3cret' },
      },
    });
    await test().api('POST', `${repo}/contents`, {
      login: 'mila',
      body: {
        branch: 'main',
        new_branch: 'x',
        message: 'm',
        files: [{ operation: 'create', path: 'n.yaml', content: 'eDogMQo=' }],
      },
    });
    await test().api('POST', `${repo}/pulls`, {
      login: 'mila',
      body: { head: 'x', base: 'main', title: 't' },
    });
    await test().api('POST', `${repo}/pulls/1/reviews`, {
      login: 'elif',
      body: { event: 'APPROVED' },
    });
    await test().host.webhooks.settled();
    expect(heard.map(({ event, right }) => [event, right])).toEqual([
      ['pull_request', true],
      ['pull_request_review_approved', true],
    ]);
    expect(JSON.parse(heard[0].body)).toMatchObject({
      action: 'opened',
      number: 1,
      repository: { html_url: `${test().host.url}/shop/policies` },
    });
    await new Promise(resolve => {
      receiver.close(resolve);
    });
  });

  it('that nobody hears harm nobody', async () => {
    test().host.webhooks.hooks.push({
      id: 1,
      repository: test().repository(),
      url: 'http://127.0.0.1:1/',
      secret: 's',
      events: ['push'],
      active: true,
    });
    await test().api('POST', `${repo}/branches`, {
      login: 'mila',
      body: { new_branch_name: 'x' },
    });
    await test().host.webhooks.settled();
    expect(test().host.webhooks.deliveries).toEqual([
      { hook: 1, event: 'push', status: undefined },
    ]);
  });
});
