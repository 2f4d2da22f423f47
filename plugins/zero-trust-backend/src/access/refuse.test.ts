import { createdAccessRequestSchema } from '@ztn/backstage-plugin-zero-trust-common';
import { TestPolicy } from '../testing/startTestPlugin';
import { checked } from '../testing/useShop';
import {
  cartToPayment,
  codeOf,
  draft,
  minutes,
  pathOf,
  requestsRoot,
  useAccess,
} from './testing/useAccess';

jest.setTimeout(60_000);

describe('refusing to ask', () => {
  const start = useAccess();

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
});
