import { JsonObject } from '@backstage/types';
import { waitFor } from '../testing/waitFor';
import {
  cartToPayment,
  minutes,
  requestsRoot,
  useAccess,
  why,
} from './testing/useAccess';

jest.setTimeout(60_000);

const inNamespaces = (...namespaces: JsonObject[]) => ({
  accessRequests: {
    clusters: { prod: { environment: 'prod', tier: 'prod', namespaces } },
  },
});

describe('environments within a cluster', () => {
  const start = useAccess();

  it('block a call from one into the other', async () => {
    const shop = await start(
      inNamespaces({ names: ['st*'], environment: 'dev', tier: 'dev' }),
    );
    const { outcome, findings, hash } = await shop.preview();
    expect(outcome).toBe('blocked');
    expect(findings).toEqual([
      {
        id: 'cross-environment',
        level: 'block',
        message: 'The caller is in environment dev, the callee in prod.',
      },
    ]);
    const { status, body } = await shop.post(
      requestsRoot,
      {
        spec: cartToPayment,
        justification: why,
        submit: true,
        previewHash: hash,
      },
      'carla',
    );
    expect([status, body.error.code]).toEqual([409, 'GUARDRAIL_BLOCKED']);
  });

  it.each([
    ['both are in the same one', [{ names: ['store', 'pay'] }]],
    ['another namespace is meant', [{ names: ['stor', 'store-2'] }]],
    [
      'the namespace lacks one of the labels',
      [
        {
          names: ['store'],
          labels: { 'kubernetes.io/metadata.name': 'store', env: 'dev' },
        },
      ],
    ],
  ])('let a call be where %s', async (_, entries) => {
    const shop = await start(
      inNamespaces(...entries.map(entry => ({ ...entry, environment: 'dev' }))),
    );
    expect(await shop.preview()).toMatchObject({
      outcome: 'change',
      findings: [],
    });
  });

  it('are told by labels of the namespace, too', async () => {
    const shop = await start(
      inNamespaces({
        labels: { 'kubernetes.io/metadata.name': 'store' },
        environment: 'dev',
      }),
    );
    expect((await shop.preview()).findings).toMatchObject([
      { id: 'cross-environment' },
    ]);
  });

  it('ask of a request what the namespace of the callee asks, and not that of the caller', async () => {
    const shop = await start(
      inNamespaces(
        { names: ['store'], requiredApprovals: 3 },
        { names: ['pay'], tier: 'dev', selfApproval: true },
        { names: ['pay'], requiredApprovals: 5 },
      ),
    );
    const spec = cartToPayment;
    expect(await shop.preview()).toMatchObject({
      outcome: 'change',
      requiredApprovals: 1,
    });
    // Who owns both may approve there, though the cluster is for production.
    const { id } = await shop.opened('both', spec);
    shop.host.review('both', 1, 'approved');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'approved',
      approvals: [{ userRef: 'user:default/both', counts: true }],
    });
  });
});

describe('a namespace that becomes stricter', () => {
  const start = useAccess();

  it('asks an open request for more approvals once it is edited', async () => {
    const shop = await start(
      inNamespaces(
        { labels: { strict: 'true' }, requiredApprovals: 2 },
        { names: ['pay'], tier: 'staging' },
      ),
    );
    const spec = {
      ...cartToPayment,
      rules: [{ port: 8080 }, { port: 9090 }],
    };
    const opened = await shop.opened('carla', spec);
    expect(opened.requiredApprovals).toBe(1);
    shop.cluster.apply(
      '{apiVersion: v1, kind: Namespace, metadata: {name: pay, labels: {strict: "true", kubernetes.io/metadata.name: pay}}}',
    );
    await waitFor(async () =>
      expect((await shop.preview()).requiredApprovals).toBe(2),
    );
    const { status, body } = await shop.patch(
      `${requestsRoot}/${opened.id}`,
      { version: opened.version, spec: cartToPayment },
      'carla',
    );
    expect([status, body.requiredApprovals]).toEqual([200, 2]);
  });
});

describe('a freeze', () => {
  const start = useAccess();
  // The clock of the tests starts on a Saturday, at 10:00 UTC.
  const freezing = (window: JsonObject) => ({
    accessRequests: { freezeWindows: [window] },
  });

  it('stops a submit and no preview, until it is over', async () => {
    const shop = await start(
      freezing({
        weekly: { from: 'Sat 10:00', to: 'Sat 11:00' },
        because: 'the sale',
      }),
    );
    const frozen = await shop.preview();
    expect(frozen).toMatchObject({
      outcome: 'change',
      findings: [
        {
          id: 'freeze-window',
          level: 'block',
          message: 'No change until Sat 11:00 (UTC): the sale.',
        },
      ],
    });
    const asked = { spec: cartToPayment, justification: why };
    const submit = () =>
      shop.post(
        requestsRoot,
        { ...asked, submit: true, previewHash: frozen.hash },
        'carla',
      );
    const refused = await submit();
    expect([refused.status, refused.body.error]).toMatchObject([
      409,
      {
        code: 'GUARDRAIL_BLOCKED',
        details: { findings: [{ id: 'freeze-window', level: 'block' }] },
      },
    ]);
    // It may be written down meanwhile.
    const { status, body } = await shop.post(requestsRoot, asked, 'carla');
    expect([status, body.state]).toEqual([201, 'validated']);
    expect(shop.host.pulls).toEqual([]);

    shop.pass(minutes(60));
    expect((await shop.preview()).findings).toEqual([]);
    const sent = await shop.post(
      `${requestsRoot}/${body.id}/submit`,
      { version: body.version, previewHash: frozen.hash },
      'carla',
    );
    expect(sent.status).toBe(202);
    await shop.until(body.id, 'open');
  });

  it.each([
    ['another tier', { tiers: ['dev'] }],
    ['another time', { from: '2026-12-24', to: '2026-12-26' }],
  ])('does not hold for %s', async (_, over: JsonObject) => {
    const always =
      'from' in over ? {} : { from: '2026-01-01', to: '2027-01-01' };
    const shop = await start(freezing({ ...always, ...over }));
    expect((await shop.preview()).findings).toEqual([]);
  });

  it('lets through with a warning where the operator says so', async () => {
    const shop = await start({
      ...freezing({ from: '2026-11-28', to: '2026-11-28' }),
      zeroTrust: { guardrails: { 'freeze-window': { prod: 'warn' } } },
    });
    const { id, findings } = await shop.ask();
    expect(findings).toMatchObject([{ id: 'freeze-window', level: 'warn' }]);
    await shop.until(id, 'open');
  });
});

describe('a ticket', () => {
  const start = useAccess();

  it('is asked for at the submit where the operator wants one', async () => {
    const shop = await start({
      accessRequests: {
        ticketPattern: 'https://tracker\\.example\\.com/ZT-\\d+',
      },
    });
    const { hash } = await shop.preview();
    const ends =
      'caller=component:default/cart&callee=component:default/payment';
    const { body: options } = await shop.get(
      `${requestsRoot}/options?${ends}`,
      'carla',
    );
    expect(options).toMatchObject({ ticketRequired: true });
    const submit = (ticketUrl?: string) =>
      shop.post(
        requestsRoot,
        {
          spec: cartToPayment,
          justification: why,
          submit: true,
          previewHash: hash,
          ...(ticketUrl === undefined ? {} : { ticketUrl }),
        },
        'carla',
      );
    for (const wrong of [undefined, 'https://tracker.example.com/ZT-1/../x']) {
      const { status, body } = await submit(wrong);
      expect([status, body.error.code]).toEqual([400, 'INVALID_SPEC']);
      expect(body.error.message).toContain('ticketUrl');
    }
    expect((await submit('https://tracker.example.com/ZT-1')).status).toBe(201);
  });
});
