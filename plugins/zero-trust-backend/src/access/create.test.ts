import { createdAccessRequestSchema } from '@ztn/backstage-plugin-zero-trust-common';
import { checked, root } from '../testing/useShop';
import { TestPolicy } from '../testing/startTestPlugin';
import { waitFor } from '../testing/waitFor';
import {
  cartToPayment,
  minutes,
  policySource,
  requestsRoot,
  useAccess,
  why,
} from './testing/useAccess';

jest.setTimeout(60_000);

describe('asking for access', () => {
  const start = useAccess();
  const draft = { spec: cartToPayment, justification: why };
  const codeOf = ({
    status,
    body,
  }: {
    status: number;
    body: { error?: { code?: string } };
  }) => [status, body.error?.code];

  it.each(['preview', 'create'])(
    'W1, T6: refuses to %s who does not own the caller',
    async action => {
      const shop = await start();
      const asked =
        action === 'preview'
          ? await shop.post(`${requestsRoot}/preview`, cartToPayment, 'pia')
          : await shop.post(requestsRoot, draft, 'pia');
      expect(codeOf(asked)).toEqual([403, 'NOT_OWNER_OF_CALLER']);
      expect(shop.host.pulls).toEqual([]);
    },
  );

  it('W1, T8: says the same of a callee that is not there and of one that may not be seen', async () => {
    const paymentIsSecret: TestPolicy = ({ user, entityRef }) =>
      user !== 'user:default/carla' ||
      entityRef !== 'component:default/payment';
    const shop = await start({ policy: paymentIsSecret });
    const of = (name: string) =>
      shop.post(
        `${requestsRoot}/preview`,
        {
          ...cartToPayment,
          callee: { entityRef: `component:default/${name}` },
        },
        'carla',
      );
    const [hidden, missing] = [await of('payment'), await of('nothing')];
    expect(codeOf(hidden)).toEqual([404, 'ENTITY_NOT_FOUND']);
    const said = (message: string) =>
      message.replace(/payment|nothing/g, 'X').replace(/\d+ s ago/, 'N s ago');
    expect(said(hidden.body.error.message)).toBe(
      said(missing.body.error.message),
    );
  });

  it('tells how many callers there are, and that one more comes', async () => {
    const shop = await start();
    const { effect } = await shop.preview('carla');
    expect(effect.inboundAfter).toBe(effect.inboundBefore + 1);
  });

  it('W2: makes one request of two, and lets the second one watch', async () => {
    const shop = await start();
    const first = await shop.opened('carla');
    const second = await shop.ask('carl');
    expect(second).toMatchObject({
      id: first.id,
      deduplicated: true,
      requester: 'user:default/carla',
      watchers: ['user:default/carl'],
    });
    expect(shop.host.pulls).toHaveLength(1);
    // The order in which it is said makes no other request.
    const twice = { ...cartToPayment, rules: [{ port: 8080 }, { port: 8080 }] };
    expect(await shop.ask('carl', twice)).toMatchObject({ id: first.id });
  });

  it('W2: refuses what an open request asks for already, and more', async () => {
    const shop = await start();
    const wide = { ...cartToPayment, rules: [{ port: 8080 }, { port: 9090 }] };
    const first = await shop.opened('carla', wide);
    const { hash } = await shop.preview('carl');
    const narrow = await shop.post(
      requestsRoot,
      { ...draft, submit: true, previewHash: hash },
      'carl',
    );
    expect(codeOf(narrow)).toEqual([409, 'ALREADY_COVERED']);
    expect(narrow.body.error.details).toMatchObject({ id: first.id });
  });

  it('W3: answers the same key with the same request, and refuses another body', async () => {
    const shop = await start();
    const [one, two] = [
      await shop.postWith(requestsRoot, draft, 'carla', 'key'),
      await shop.postWith(requestsRoot, draft, 'carla', 'key'),
    ];
    expect([one.status, two.status]).toEqual([201, 200]);
    expect(two.body).toMatchObject({ id: one.body.id, deduplicated: true });
    const other = { ...draft, justification: `${why}, and soon` };
    expect(
      codeOf(await shop.postWith(requestsRoot, other, 'carla', 'key')),
    ).toEqual([422, 'IDEMPOTENCY_MISMATCH']);
    // The key is of one person.
    expect(
      (await shop.postWith(requestsRoot, other, 'carl', 'key')).status,
    ).toBe(201);
  });

  it('W25: holds to ownership where the permission framework is off', async () => {
    // What the framework answers when it is off: yes, to everything.
    const shop = await start({ policy: () => true });
    const { body } = await shop.post(requestsRoot, draft, 'carla');
    const { id, version } = checked(createdAccessRequestSchema, body);
    for (const [path, change] of [
      ['submit', { version, previewHash: 'x' }],
      ['cancel', { version }],
    ] as const) {
      const refused = await shop.post(
        `${requestsRoot}/${id}/${path}`,
        change,
        'pia',
      );
      expect(refused.status).toBe(403);
    }
    const patched = await shop.patch(
      `${requestsRoot}/${id}`,
      { version, justification: 'mine now, for whatever reason' },
      'stranger',
    );
    expect(patched.status).toBe(403);
    expect(await shop.request(id)).toMatchObject({
      version,
      state: 'validated',
    });
    // A colleague of who asked may.
    expect(await shop.request(id, 'carl')).toMatchObject({
      allowedActions: ['update', 'submit', 'cancel'],
    });
    expect(await shop.request(id, 'pia')).toMatchObject({ allowedActions: [] });
  });

  it('goes from a draft over a change to a pull request', async () => {
    const shop = await start();
    const { body } = await shop.post(requestsRoot, draft, 'carla');
    const changed = await shop.patch(
      `${requestsRoot}/${body.id}`,
      {
        version: body.version,
        spec: { ...cartToPayment, rules: [{ port: 9090 }] },
      },
      'carla',
    );
    expect(changed.body).toMatchObject({
      state: 'validated',
      version: body.version + 1,
      spec: { rules: [{ port: 9090 }] },
    });
    const stale = await shop.post(
      `${requestsRoot}/${body.id}/submit`,
      { version: changed.body.version, previewHash: body.preview.hash },
      'carla',
    );
    expect(codeOf(stale)).toEqual([409, 'PREVIEW_STALE']);
    const submitted = await shop.post(
      `${requestsRoot}/${body.id}/submit`,
      {
        version: changed.body.version,
        previewHash: changed.body.preview.hash,
      },
      'carla',
    );
    expect(submitted.status).toBe(202);
    await shop.until(body.id, 'open');
    expect(shop.host.pulls).toHaveLength(1);
  });

  it('T14: refuses a preview that is no longer true', async () => {
    const shop = await start();
    const { hash, manifests, parts } = await shop.preview();
    const [file] = parts[0].files;
    // Another file of that place appears: the plan is to add to it now.
    shop.host.push('pia', 'main', {
      [file.path]: manifests[0].yaml.replace(
        /name: .*/,
        'name: of-somebody-else',
      ),
    });
    const refused = await shop.post(
      requestsRoot,
      { ...draft, submit: true, previewHash: hash },
      'carla',
    );
    expect(codeOf(refused)).toEqual([409, 'PREVIEW_STALE']);
    expect(shop.host.pulls).toEqual([]);
  });

  it('goes on from a base that moved elsewhere', async () => {
    const shop = await start();
    const { hash } = await shop.preview();
    shop.host.push('pia', 'main', { 'clusters/prod/other.yaml': 'a: b\n' });
    const { body } = await shop.post(
      requestsRoot,
      { ...draft, submit: true, previewHash: hash },
      'carla',
    );
    expect((await shop.until(body.id, 'open')).parts).toHaveLength(1);
  });

  it('says early what needs no request, and makes none', async () => {
    const shop = await start();
    const allowed = {
      ...cartToPayment,
      caller: { entityRef: 'component:default/checkout' },
    };
    const entities = shop.entities;
    const checkout = entities.find(e => e.metadata.name === 'checkout')!;
    checkout.relations = [
      { type: 'ownedBy', targetRef: 'group:default/cart-team' },
    ];
    const preview = await shop.preview('carla', allowed);
    expect(preview).toMatchObject({ outcome: 'already_allowed', parts: [] });
    const refused = await shop.post(
      requestsRoot,
      {
        spec: allowed,
        justification: why,
        submit: true,
        previewHash: preview.hash,
      },
      'carla',
    );
    expect(codeOf(refused)).toEqual([409, 'ALREADY_ALLOWED']);
  });

  it('shows the YAML where no source takes it, and opens nothing', async () => {
    const shop = await start({
      policySources: [
        { ...policySource, writable: ['clusters/prod/elsewhere/*.yaml'] },
      ],
    });
    const preview = await shop.preview();
    expect(preview).toMatchObject({ outcome: 'not_locatable', parts: [] });
    expect(preview.manifests[0].yaml).toContain('kind: NetworkPolicy');
    expect(preview.manifests[0].yaml).not.toContain('request-id');
    const { body } = await shop.post(requestsRoot, draft, 'carla');
    expect(body.state).toBe('draft');
    const refused = await shop.post(
      `${requestsRoot}/${body.id}/submit`,
      { version: body.version, previewHash: preview.hash },
      'carla',
    );
    expect(codeOf(refused)).toEqual([409, 'NOT_LOCATABLE']);
  });

  it.each([
    ['a justification that says nothing', { justification: 'because' }],
    ['a preview that nobody looked at', { previewHash: undefined }],
  ])('refuses to submit with %s', async (_what, change) => {
    const shop = await start();
    const { hash } = await shop.preview();
    const refused = await shop.post(
      requestsRoot,
      { ...draft, submit: true, previewHash: hash, ...change },
      'carla',
    );
    expect(codeOf(refused)).toEqual([400, 'INVALID_SPEC']);
  });

  it.each([
    ['a newline in a name', { cluster: 'prod\nspec: {}' }],
    ['an asterisk in a path', pathOf('/api*')],
    ['a path out of its folder', pathOf('/api/../admin')],
    ['a line separator', pathOf('/api\u2028x')],
    ['a percent sign', pathOf('/%2e%2e')],
    ['a port that is none', { rules: [{ port: 0 }] }],
    ['a field that nobody knows', { repo: 'https://evil.example.com' }],
    [
      'an identity with a wildcard',
      {
        caller: {
          ...cartToPayment.caller,
          identity: { namespace: '*', serviceAccount: '*' },
        },
      },
    ],
  ])('T1, T3, T5: refuses %s', async (_what, change) => {
    const shop = await start();
    const refused = await shop.post(
      `${requestsRoot}/preview`,
      { ...cartToPayment, ...change },
      'carla',
    );
    expect(refused.status).toBe(400);
    expect(refused.text).not.toContain('evil.example.com');
  });

  it('T3: names branches by its own id, and bases by the configuration', async () => {
    const shop = await start();
    await shop.opened();
    const [{ head, base }] = shop.host.pulls;
    expect(head).toMatch(/^zero-trust\/ar-[0-9a-z]{12}$/);
    expect(base).toBe('main');
  });

  it('T13: lets one person preview so often in a minute, and no more', async () => {
    const shop = await start({
      accessRequests: { rates: { previewsPerMinute: 2 } },
    });
    const ask = (who: string) =>
      shop.post(`${requestsRoot}/preview`, cartToPayment, who);
    await ask('carla');
    await ask('carla');
    expect(codeOf(await ask('carla'))).toEqual([429, 'RATE_LIMITED']);
    expect((await ask('carl')).status).toBe(200);
    shop.pass(minutes(1));
    expect((await ask('carla')).status).toBe(200);
  });

  it('holds requests of a person and of a team to their rates', async () => {
    const shop = await start({
      accessRequests: { rates: { requestsPerHour: 2, openPerTeam: 3 } },
    });
    const ask = (who: string, port: number) =>
      shop.post(
        requestsRoot,
        { ...draft, spec: { ...cartToPayment, rules: [{ port }] } },
        who,
      );
    expect((await ask('carla', 1)).status).toBe(201);
    expect((await ask('carla', 2)).status).toBe(201);
    expect(codeOf(await ask('carla', 3))).toEqual([429, 'RATE_LIMITED']);
    expect((await ask('carl', 3)).status).toBe(201);
    expect(codeOf(await ask('carl', 4))).toEqual([429, 'RATE_LIMITED']);
  });

  it('offers what a form needs, and says why one may not ask', async () => {
    const shop = await start();
    const options = async (who: string) =>
      (
        await shop.get(
          `${requestsRoot}/options?caller=component:default/cart&callee=component:default/payment`,
          who,
        )
      ).body;
    expect(await options('carla')).toMatchObject({
      clusters: ['prod'],
      caller: {
        identities: [{ namespace: 'store', serviceAccount: 'cart' }],
      },
      callee: { workloads: [{ namespace: 'pay', ports: [{ port: 8080 }] }] },
      sources: [{ id: 'policies' }],
      justificationMin: 20,
      canRequest: true,
    });
    expect(await options('pia')).toMatchObject({
      canRequest: false,
      reason: 'only an owner of the caller may ask for its access',
    });
  });

  it('is off where there is nothing to write to, and says so', async () => {
    const shop = await start({ policySources: [] });
    const refused = await shop.post(
      `${requestsRoot}/preview`,
      cartToPayment,
      'carla',
    );
    expect(codeOf(refused)).toEqual([404, 'NOT_ENABLED']);
  });

  it('answers what a host that is down leaves, without its address', async () => {
    const shop = await start();
    shop.host.failure = 'GIT_UNAVAILABLE';
    const refused = await shop.post(
      `${requestsRoot}/preview`,
      cartToPayment,
      'carla',
    );
    expect(codeOf(refused)).toEqual([503, 'GIT_UNAVAILABLE']);
    expect(refused.text).not.toContain('git.example.com');
  });
});

describe('reading requests', () => {
  const start = useAccess();

  it('W20, T8: hides requests about what one may not read, and counts the same', async () => {
    const paymentIsSecret: TestPolicy = ({ user, entityRef }) =>
      user !== 'user:default/stranger' ||
      entityRef !== 'component:default/payment';
    const shop = await start({ policy: paymentIsSecret });
    const { id } = await shop.opened();
    const list = async (who: string) =>
      (await shop.get(requestsRoot, who)).body;
    expect(await list('pia')).toMatchObject({
      totalItems: 1,
      items: [{ id }],
    });
    expect(await list('stranger')).toMatchObject({ totalItems: 0, items: [] });
    const [hidden, missing] = [
      await shop.get(`${requestsRoot}/${id}`, 'stranger'),
      await shop.get(`${requestsRoot}/${'0'.repeat(26)}`, 'stranger'),
    ];
    expect(hidden.status).toBe(404);
    expect(hidden.body.error).toEqual(missing.body.error);
    const events = await shop.get(`${requestsRoot}/${id}/events`, 'stranger');
    expect(events.status).toBe(404);
  });

  it('lists by conditions of the policy, in SQL', async () => {
    const shop = await start({
      conditionsFor: user => ({
        anyOf: [
          {
            resourceType: 'zero-trust-access-request',
            rule: 'IS_REQUESTER',
            params: { claims: [user] },
          },
          {
            allOf: [
              {
                resourceType: 'zero-trust-access-request',
                rule: 'OWNS_CALLEE',
                params: { claims: ['group:default/pay-team'] },
              },
              {
                resourceType: 'zero-trust-access-request',
                rule: 'HAS_STATE',
                params: { states: ['effective'] },
              },
            ],
          },
        ],
      }),
    });
    await shop.opened();
    const total = async (who: string) =>
      (await shop.get(requestsRoot, who)).body.totalItems;
    expect(await total('carla')).toBe(1);
    expect(await total('carl')).toBe(0);
  });

  it('finds what waits for a reviewer', async () => {
    const shop = await start();
    const { id } = await shop.opened('both');
    const ids = async (query: string, who: string) =>
      (await shop.get(`${requestsRoot}?${query}`, who)).body.items.map(
        (item: { id: string }) => item.id,
      );
    expect(await ids('role=reviewer', 'pia')).toEqual([id]);
    // Nobody reviews the own request.
    expect(await ids('role=reviewer', 'both')).toEqual([]);
    expect(await ids('role=requester', 'both')).toEqual([id]);
    expect(await ids('role=caller', 'carl')).toEqual([id]);
    expect(await ids('role=reviewer', 'carl')).toEqual([]);
    expect(await ids('state=open&q=PAYMENT', 'pia')).toEqual([id]);
    expect(await ids('state=past', 'pia')).toEqual([]);
    expect(
      await ids('entityRef=component:default/payment&role=caller', 'pia'),
    ).toEqual([]);
  });

  it('gives pages whose cursor goes on where the last one ended', async () => {
    const shop = await start();
    for (const port of [1, 2, 3]) {
      shop.pass(1_000);
      await shop.post(
        requestsRoot,
        {
          spec: { ...cartToPayment, rules: [{ port }] },
          justification: why,
        },
        'carla',
      );
    }
    const portsOf = (body: {
      items: { spec: { rules: { port: number }[] } }[];
    }) => body.items.map(({ spec }) => spec.rules[0].port);
    const { body: first } = await shop.get(`${requestsRoot}?limit=2`, 'carla');
    expect(portsOf(first)).toEqual([3, 2]);
    const { body: rest } = await shop.get(
      `${requestsRoot}?limit=2&cursor=${first.nextCursor}`,
      'carla',
    );
    expect(portsOf(rest)).toEqual([1]);
    expect(rest.nextCursor).toBeUndefined();
  });

  it('tells services nothing: who owns what cannot be told of them', async () => {
    const shop = await start();
    const { status } = await shop.agent
      .get(`${root}/access-requests`)
      .set('authorization', 'Bearer mock-service-token');
    expect(status).toBe(403);
  });

  it('audits reads and writes, the refused included, without what people wrote', async () => {
    const shop = await start();
    await shop.opened();
    await shop.post(
      requestsRoot,
      { spec: cartToPayment, justification: why },
      'pia',
    );
    const events = shop.auditor.createEvent.mock.calls.map(([event]) => event);
    const creates = events.filter(
      ({ eventId }) => eventId === 'access-request-create',
    );
    expect(creates).toHaveLength(2);
    expect(creates[0]).toMatchObject({
      severityLevel: 'medium',
      meta: {
        caller: 'component:default/cart',
        callee: 'component:default/payment',
      },
    });
    expect(JSON.stringify(events.map(({ meta }) => meta))).not.toContain(why);
  });

  it('tells owners and who asked, in one thread for each request', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    await waitFor(() =>
      expect(
        shop.notifications.send.mock.calls.map(([{ recipients, payload }]) => [
          'entityRef' in recipients && recipients.entityRef,
          payload.scope,
        ]),
      ).toEqual([
        [['group:default/pay-team'], `access-request:${id}`],
        [
          ['user:default/carla', 'group:default/cart-team'],
          `access-request:${id}`,
        ],
      ]),
    );
  });

  it('W22: goes on where notifications cannot be sent', async () => {
    const shop = await start();
    shop.notifications.send.mockRejectedValue(new Error('no such plugin'));
    const { id } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({ state: 'approved' });
  });
});

function pathOf(value: string) {
  return {
    rules: [
      {
        port: 8080,
        http: { methods: ['GET'], paths: [{ type: 'exact', value }] },
      },
    ],
  };
}
