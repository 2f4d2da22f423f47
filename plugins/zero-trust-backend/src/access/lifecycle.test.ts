import {
  aGitHost,
  cartToPayment,
  minutes,
  policyPath,
  requestsRoot,
  useAccess,
  why,
} from './testing/useAccess';
import { waitFor } from '../testing/waitFor';

jest.setTimeout(60_000);

const textOf = (bytes: Uint8Array | undefined) =>
  new TextDecoder().decode(bytes);

describe('an open request', () => {
  const start = useAccess();

  it('W4: is not approved by who asked, though an owner of both', async () => {
    const shop = await start();
    const { id } = await shop.opened('both');
    shop.host.review('both', 1, 'approved');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'open',
      approvals: [
        { login: 'both', counts: false, why: 'asked for the access' },
      ],
    });
    expect(shop.host.statuses.at(-1)).toMatchObject({
      state: 'pending',
      description: expect.stringContaining('asked for the access'),
    });
  });

  it('W5, T7: is no longer approved once somebody pushes', async () => {
    const shop = await start();
    const { id, parts } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({ state: 'approved' });
    const before = await fileOf(shop.host, shop.host.pulls[0].headSha);
    shop.host.push('carla', parts[0].branch, {
      [policyPath]: `${before}# more\n`,
    });
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'open',
      approvals: [{ counts: false, why: 'an earlier commit was reviewed' }],
    });
    expect(shop.host.statuses.at(-1)).toMatchObject({
      sha: shop.host.pulls[0].headSha,
      state: 'pending',
    });
  });

  it('W6: shows the approval of a login that nobody has, and does not count it', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.review('ghost', 1, 'approved');
    await shop.later();
    const request = await shop.request(id);
    expect(request.state).toBe('open');
    expect(request.approvals).toMatchObject([
      {
        login: 'ghost',
        counts: false,
        why: 'no user of the catalog has this login',
      },
    ]);
    expect(request.approvals[0].userRef).toBeUndefined();
  });

  it('waits for the requester when an owner asks for changes', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.review('pia', 1, 'changes_requested');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'changes_requested',
    });
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({ state: 'approved' });
  });

  it('T4: is not approved while it touches a file that was not planned', async () => {
    const shop = await start();
    const { id, parts } = await shop.opened();
    shop.host.push('carl', parts[0].branch, {
      'clusters/prod/pay/other.yaml': 'kind: Namespace\n',
    });
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'open',
      attention: { code: 'DIFF_SCOPE' },
    });
    expect(shop.host.statuses.at(-1)).toMatchObject({ state: 'failure' });
  });

  it('is rejected when its pull request is closed', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    await shop.host.closePull(1);
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'rejected',
      parts: [{ state: 'closed' }],
      allowedActions: [],
    });
    // What was asked for may be asked for again.
    expect(await shop.ask()).toMatchObject({ deduplicated: false });
  });

  it('is cancelled with its pull request and its branch', async () => {
    const shop = await start();
    const { id, version, parts } = await shop.opened();
    expect((await shop.cancel(id, version - 1)).body.error.code).toBe(
      'VERSION_CONFLICT',
    );
    expect((await shop.cancel(id, version)).status).toBe(202);
    await waitFor(() => expect(shop.host.pulls[0].state).toBe('closed'));
    await waitFor(() =>
      expect(shop.host.repository.branches.has(parts[0].branch)).toBe(false),
    );
    expect(await shop.request(id)).toMatchObject({ state: 'cancelled' });
  });

  it('expires when nobody touches it for too long', async () => {
    const shop = await start({ accessRequests: { staleAfter: 'P14D' } });
    const { id } = await shop.opened();
    await shop.later(minutes(60 * 24 * 13));
    expect(await shop.request(id)).toMatchObject({ state: 'open' });
    await shop.later(minutes(60 * 24 * 2));
    expect(await shop.request(id)).toMatchObject({ state: 'expired' });
    expect(shop.host.pulls[0].state).toBe('closed');
  });

  it('W23, T17: asks for attention when the caller has become another one', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    const cart = shop.entities.find(({ metadata }) => metadata.name === 'cart');
    cart!.metadata.uid = 'another-one-of-that-name';
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'open',
      attention: { code: 'IDENTITY_CHANGED' },
    });
    expect(shop.host.statuses.at(-1)).toMatchObject({ state: 'failure' });
  });

  it('waits for a host that is down, and goes on when it is back', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.failure = 'GIT_UNAVAILABLE';
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'open',
      parts: [{ error: { code: 'GIT_UNAVAILABLE' } }],
    });
    shop.host.failure = undefined;
    shop.host.review('pia', 1, 'approved');
    await shop.later(minutes(10));
    const request = await shop.request(id);
    expect(request).toMatchObject({ state: 'approved' });
    expect(request.parts[0].error).toBeUndefined();
  });
});

describe('a merged request', () => {
  const start = useAccess();
  const twoPorts = {
    ...cartToPayment,
    rules: [{ port: 8080 }, { port: 9090 }],
  };

  it('W7: grants what was merged and not what was asked', async () => {
    const shop = await start();
    const { id, parts } = await shop.opened('carla', twoPorts);
    const before = await fileOf(shop.host, shop.host.pulls[0].headSha);
    const narrowed = before.replace(
      /^ +- (port: 9090\n +protocol: TCP|protocol: TCP\n +port: 9090)\n/m,
      '',
    );
    expect(narrowed).not.toBe(before);
    shop.host.push('pia', parts[0].branch, { [policyPath]: narrowed });
    shop.host.review('paul', 1, 'approved');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({ state: 'approved' });
    shop.host.merge('paul', 1, 'merge');
    await shop.later();
    await shop.sync();
    const request = await shop.until(id, 'effective');
    expect(request.granted).toEqual([{ port: 8080, protocol: 'TCP' }]);
    expect(request.attention).toBeUndefined();
  });

  it('W8, T14: alarms when it was widened before the merge', async () => {
    const shop = await start();
    const { id, parts } = await shop.opened();
    const before = await fileOf(shop.host, shop.host.pulls[0].headSha);
    const widened = before.replace(
      /from:\n(?: {8,}.*\n)+/,
      'from: [{ namespaceSelector: {} }]\n',
    );
    expect(widened).not.toBe(before);
    shop.host.push('pia', parts[0].branch, { [policyPath]: widened });
    shop.host.review('paul', 1, 'approved');
    shop.host.merge('paul', 1, 'merge');
    await shop.later();
    const request = await shop.request(id);
    expect(request.attention?.code).toBe('MERGED_WIDER');
    const critical = shop.auditor.createEvent.mock.calls
      .map(([event]) => event)
      .filter(({ severityLevel }) => severityLevel === 'critical');
    expect(critical.map(({ eventId }) => eventId)).toContain(
      'access-request-guardrail-override',
    );
    expect(request.findings.some(({ level }) => level === 'block')).toBe(true);
  });

  it('W9, T7: alarms when nobody had approved it', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.merge('carla', 1, 'merge');
    // Too late: what is merged cannot be approved any more.
    shop.pass(1_000);
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'syncing',
      attention: { code: 'UNAPPROVED_MERGE' },
    });
    const events = shop.auditor.createEvent.mock.calls.map(([event]) => event);
    expect(events).toContainEqual(
      expect.objectContaining({
        eventId: 'access-request-unapproved-merge',
        severityLevel: 'critical',
      }),
    );
    await shop.sync();
    // In force all the same: that is what the alarm is for.
    expect(await shop.until(id, 'effective')).toMatchObject({
      attention: { code: 'UNAPPROVED_MERGE' },
    });
  });

  it('W23: asks for attention when an end was gone at the merge', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    shop.host.merge('pia', 1, 'merge');
    shop.cluster.delete('Deployment', 'store', 'cart');
    await waitFor(async () => {
      const { body } = await shop.get(
        `${requestsRoot}/options?caller=component:default/cart&callee=component:default/payment`,
        'carla',
      );
      expect(body.clusters).toEqual([]);
    });
    await shop.later();
    expect(await shop.request(id)).toMatchObject({
      state: 'syncing',
      attention: { code: 'IDENTITY_CHANGED' },
    });
  });

  it('waits for the commit where the host has not worked it out', async () => {
    let known = false;
    const shop = await start({
      around: host =>
        new Proxy(host, {
          get: (target, name, receiver) =>
            name === 'getPull' && !known
              ? async (number: number) => ({
                  ...(await host.getPull(number)),
                  mergeSha: undefined,
                })
              : Reflect.get(target, name, receiver),
        }),
    });
    const { id } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    shop.host.merge('pia', 1, 'merge');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({ state: 'approved' });
    known = true;
    await shop.later();
    expect(await shop.request(id)).toMatchObject({ state: 'syncing' });
  });

  it('W10: asks for attention when it does not reach the cluster', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    shop.host.merge('pia', 1, 'merge');
    await shop.later();
    await shop.later(minutes(29));
    expect((await shop.request(id)).attention).toBeUndefined();
    await shop.later(minutes(6));
    expect(await shop.request(id)).toMatchObject({
      state: 'syncing',
      attention: { code: 'SYNC_TIMEOUT' },
    });
    await shop.sync();
    expect((await shop.until(id, 'effective')).attention).toBeUndefined();
  });

  it('W11: stays where it is while another layer denies it, and names the layer', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    shop.host.merge('pia', 1, 'merge');
    await shop.later();
    // Meanwhile somebody isolates what goes out of the caller.
    shop.cluster.apply(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: no-way-out, namespace: store }
spec: { podSelector: {}, policyTypes: [Egress] }
`);
    await shop.sync();
    await waitFor(async () => {
      const { body } = await shop.recheck(id);
      expect(body).toMatchObject({
        state: 'syncing',
        waitingFor: ['networkpolicy'],
      });
      const { body: answer } = await shop.judge({
        from: { type: 'entity', entityRef: 'component:default/cart' },
        to: { type: 'entity', entityRef: 'component:default/payment' },
        port: 8080,
      });
      expect(JSON.stringify(answer)).toContain('no-way-out');
    });
    shop.cluster.delete('NetworkPolicy', 'store', 'no-way-out');
    await shop.until(id, 'effective');
  });

  it('is lost when the rule goes, and found again when it comes back', async () => {
    const shop = await start();
    const { id } = await shop.opened();
    shop.host.review('pia', 1, 'approved');
    shop.host.merge('pia', 1, 'merge');
    await shop.later();
    await shop.sync();
    await shop.until(id, 'effective');
    const [name] = /zt-[a-z-]+/.exec(
      await fileOf(shop.host, shop.host.repository.branches.get('main')!),
    )!;
    shop.cluster.delete('NetworkPolicy', 'pay', name);
    await waitFor(async () =>
      expect((await shop.request(id)).attention?.code).toBe('LOST'),
    );
    await shop.sync();
    await waitFor(async () =>
      expect((await shop.request(id)).attention).toBeUndefined(),
    );
  });

  it('is in force without a pull request where Git had the rule already', async () => {
    const shop = await start();
    const { parts, manifests } = await shop.preview();
    shop.host.push('pia', 'main', {
      [parts[0].files[0].path]: manifests[0].yaml,
    });
    const preview = await shop.preview();
    expect(preview.outcome).toBe('already_in_git');
    const { body } = await shop.post(
      requestsRoot,
      {
        spec: cartToPayment,
        justification: why,
        submit: true,
        previewHash: preview.hash,
      },
      'carla',
    );
    await shop.until(body.id, 'syncing');
    expect(shop.host.pulls).toEqual([]);
    await shop.sync();
    await shop.until(body.id, 'effective');
  });
});

describe('a request in two repositories', () => {
  const start = useAccess();
  const isolatedCaller = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: store }
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress: [{ ports: [{ port: 53, protocol: UDP }] }]
`;

  const open = async () => {
    const shop = await start({
      manifests: isolatedCaller,
      gitHost: aGitHost(),
      policySources: [
        {
          id: 'pay',
          repo: 'https://git.example.com/shop/policies',
          branch: 'main',
          clusters: ['prod'],
          roots: ['clusters/prod'],
          writable: ['clusters/prod/pay/**/*.yaml'],
          newFile: 'clusters/prod/{namespace}/{subject}/{peer}.yaml',
        },
        {
          id: 'store',
          repo: 'https://git.example.com/store/policies',
          branch: 'main',
          clusters: ['prod'],
          roots: ['clusters/prod'],
          writable: ['clusters/prod/store/**/*.yaml'],
          newFile: 'clusters/prod/{namespace}/{subject}/{peer}.yaml',
        },
      ],
    });
    return { ...shop, ...(await shop.opened()) };
  };

  it('W13: is rejected as a whole when one is closed', async () => {
    const shop = await open();
    expect(shop.parts.map(({ sourceId }) => sourceId).sort()).toEqual([
      'pay',
      'store',
    ]);
    await shop.host.closePull(1);
    await shop.later();
    expect(await shop.request(shop.id)).toMatchObject({
      state: 'rejected',
      parts: [{ state: 'closed' }, { state: 'closed' }],
    });
    expect(shop.host.pulls.map(({ state }) => state)).toEqual([
      'closed',
      'closed',
    ]);
  });

  it('W13: says that half of it was merged', async () => {
    const shop = await open();
    shop.host.merge('pia', 1, 'merge');
    await shop.host.closePull(2);
    await shop.later();
    expect(await shop.request(shop.id)).toMatchObject({
      state: 'rejected',
      attention: { code: 'PARTIAL' },
    });
  });
});

async function fileOf(
  host: ReturnType<typeof aGitHost>,
  sha: string,
): Promise<string> {
  return textOf((await host.readFile(sha, policyPath))?.bytes);
}
