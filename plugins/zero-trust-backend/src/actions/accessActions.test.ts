import {
  cartToPayment,
  policyPath,
  requestsRoot,
  useAccess,
  why,
} from '../access/testing/useAccess';
import { TestPolicy } from '../testing/startTestPlugin';
import {
  actionsFeature,
  invokeActions,
  refusal,
} from './testing/invokeActions';

jest.setTimeout(60_000);

const ask = {
  caller: 'component:default/cart',
  callee: 'component:default/payment',
  cluster: 'prod',
  rules: [{ port: 8080 }],
};
const inputs = {
  'list-access-requests': {},
  'get-access-request': { id: '0' },
  'preview-access-request': ask,
  'create-access-request': { ...ask, justification: why },
};

describe('actions about access requests', () => {
  const startAccess = useAccess();
  const start = async (
    options: { policy?: TestPolicy; accessRequests?: object } = {},
  ) => {
    const shop = await startAccess({
      policy: options.policy,
      accessRequests: { ...options.accessRequests },
      features: [actionsFeature],
    });
    return { ...shop, ...invokeActions(shop.server) };
  };

  it('say which of them only read', async () => {
    const shop = await start();
    const readOnly = Object.fromEntries(
      (await shop.list()).map(({ name, attributes }) => [
        name,
        attributes.readOnly,
      ]),
    );
    expect(readOnly).toMatchObject({
      'list-access-requests': true,
      'get-access-request': true,
      'preview-access-request': true,
      'create-access-request': false,
    });
    const destructive = (await shop.list()).filter(
      ({ attributes }) => attributes.destructive,
    );
    expect(destructive).toEqual([]);
  });

  it('ask for what was previewed, and open its pull request', async () => {
    const shop = await start();
    const preview = await shop.invoke('preview-access-request', ask, 'carla');
    expect(preview.body.output).toMatchObject({
      outcome: 'change',
      files: [{ source: 'policies', path: policyPath, isCut: false }],
      effect: { removed: 0, hidden: 0 },
      reviewers: ['group:default/pay-team'],
      requiredApprovals: 1,
    });
    const created = await shop.invoke(
      'create-access-request',
      {
        ...ask,
        justification: why,
        previewHash: preview.body.output.hash,
      },
      'carla',
    );
    const { id, url, deduplicated } = created.body.output;
    expect(deduplicated).toBe(false);
    expect(url).toBe(`https://portal.example.com/zero-trust/requests/${id}`);
    await shop.until(id, 'open');
    const read = await shop.invoke('get-access-request', { id }, 'carla');
    expect(read.body.output).toMatchObject({
      state: 'open',
      requester: 'user:default/carla',
      pullRequests: [
        { state: 'open', url: 'https://git.example/shop/policies/pulls/1' },
      ],
      justification: why,
      approvals: [],
    });
    const listed = await shop.invoke(
      'list-access-requests',
      { role: 'reviewer' },
      'pia',
    );
    expect(listed.body.output).toMatchObject({
      totalItems: 1,
      items: [{ id, state: 'open' }],
    });
    // It can be asked for a second time, and is one request.
    const again = await shop.invoke(
      'create-access-request',
      { ...ask, justification: why, previewHash: 'another' },
      'carl',
    );
    expect(again.body.output).toMatchObject({ id, deduplicated: true });
    expect(shop.host.pulls).toHaveLength(1);
  });

  it('save a draft without the hash of a preview, once for a key', async () => {
    const shop = await start();
    const draft = () =>
      shop.invoke(
        'create-access-request',
        { ...ask, justification: why, idempotencyKey: 'task-1' },
        'carla',
      );
    const [one, two] = [await draft(), await draft()];
    expect(one.body.output).toMatchObject({
      state: 'validated',
      pullRequests: [],
    });
    expect(two.body.output).toMatchObject({
      id: one.body.output.id,
      deduplicated: true,
    });
    expect(shop.host.pulls).toEqual([]);
  });

  it.each(['preview-access-request', 'create-access-request'] as const)(
    '%s refuses who does not own the caller, as the route does',
    async name => {
      const shop = await start();
      const answer = await shop.invoke(name, inputs[name], 'pia');
      expect(refusal(answer).slice(0, 2)).toEqual([403, 'NOT_OWNER_OF_CALLER']);
      expect(shop.host.pulls).toEqual([]);
    },
  );

  it('say the same of a callee that may not be seen and of one that is not there', async () => {
    const shop = await start({
      policy: ({ user, entityRef }) =>
        user !== 'user:default/carla' ||
        entityRef !== 'component:default/payment',
    });
    const of = (callee: string) =>
      shop.invoke(
        'preview-access-request',
        { ...ask, callee: `component:default/${callee}` },
        'carla',
      );
    const hidden = refusal(await of('payment'), 'payment');
    expect(hidden.slice(0, 2)).toEqual([404, 'ENTITY_NOT_FOUND']);
    expect(refusal(await of('absent'), 'absent')).toEqual(hidden);
    const routed = await shop.post(
      `${requestsRoot}/preview`,
      cartToPayment,
      'carla',
    );
    expect(refusal(routed, 'payment')).toEqual(hidden);
  });

  it('show no request to those who may not see one of its ends', async () => {
    const shop = await start({
      policy: ({ user, entityRef }) =>
        user !== 'user:default/stranger' ||
        entityRef !== 'component:default/payment',
    });
    const { id } = await shop.opened('carla');
    const get = (wanted: string) =>
      shop.invoke('get-access-request', { id: wanted }, 'stranger');
    const hidden = refusal(await get(id));
    expect(hidden.slice(0, 2)).toEqual([404, 'ENTITY_NOT_FOUND']);
    expect(refusal(await get('0'))).toEqual(hidden);
    const listed = await shop.invoke('list-access-requests', {}, 'stranger');
    expect(listed.body.output).toMatchObject({ items: [], totalItems: 0 });
  });

  it('hide from those who may not ask what they could not do', async () => {
    const shop = await start({
      policy: ({ permission }) =>
        permission !== 'zero-trust.access-request.create',
    });
    const names = (await shop.list('carla')).map(({ name }) => name);
    expect(names).not.toContain('create-access-request');
    const answer = await shop.invoke(
      'create-access-request',
      inputs['create-access-request'],
      'carla',
    );
    expect(answer.status).toBe(404);
  });

  it.each(Object.entries(inputs))(
    '%s refuses a service, of which nobody can tell what it owns',
    async (name, input) => {
      const shop = await start();
      const answer = await shop.invokeAsService(name, input);
      expect(answer.status).toBe(403);
    },
  );

  it.each([
    [{ rules: [{ port: 0 }] }, 'port'],
    [
      {
        rules: [
          {
            port: 8080,
            http: {
              methods: ['GET'],
              paths: [{ type: 'exact', value: '/a*' }],
            },
          },
        ],
      },
      'rules.0.http.paths.0',
    ],
    [{ caller: 'cart' }, 'caller.entityRef'],
  ])('name the place that is wrong: %j', async (change, place) => {
    const shop = await start();
    const answer = await shop.invoke(
      'preview-access-request',
      { ...ask, ...change },
      'carla',
    );
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(place);
  });

  it('are not there where access requests are not enabled', async () => {
    const shop = await start({ accessRequests: { enabled: false } });
    const names = (await shop.list()).map(({ name }) => name);
    expect(names.filter(name => name.includes('access'))).toEqual([]);
    expect(names).toContain('explain-connection');
  });
});
