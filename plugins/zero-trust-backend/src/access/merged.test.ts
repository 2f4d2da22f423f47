import { waitFor } from '../testing/waitFor';
import {
  cartToPayment,
  fileOf,
  minutes,
  policyPath,
  requestsRoot,
  useAccess,
  why,
} from './testing/useAccess';

jest.setTimeout(60_000);

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

  it('W8: is not judged while the cluster cannot be read, and alarms when that lasts', async () => {
    const shop = await start({
      accessRequests: { rates: { previewsPerMinute: 1_000 } },
    });
    const { id } = await shop.opened();
    shop.cluster.options.forbid.add('NetworkPolicy');
    shop.cluster.expire('NetworkPolicy');
    await waitFor(async () =>
      expect((await shop.preview()).outcome).toBe('unknown'),
    );
    shop.host.review('pia', 1, 'approved');
    shop.host.merge('pia', 1, 'merge');
    await shop.later();
    expect(await shop.request(id)).toMatchObject({ state: 'merged' });
    expect((await shop.request(id)).attention).toBeUndefined();

    await shop.later(minutes(40));
    const request = await shop.request(id);
    expect(request.attention?.code).toBe('MERGED_WIDER');
    expect(request.findings.map(({ id: guardrail }) => guardrail)).toContain(
      'unreadable',
    );
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
    const request = await shop.until(id, 'effective');
    expect(request).toMatchObject({ attention: { code: 'UNAPPROVED_MERGE' } });
    // What was merged is what was asked for, and that is nothing to mention.
    expect(request.granted).toBeUndefined();
    const { body } = await shop.get(`${requestsRoot}?state=past`, 'carla');
    expect(body.items).toMatchObject([{ id }]);
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

  it('may be asked for anew once it is lost, and does not come back beside the new one', async () => {
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
    shop.host.push('pia', 'main', { [policyPath]: null });
    shop.cluster.delete('NetworkPolicy', 'pay', name);
    await waitFor(async () =>
      expect((await shop.request(id)).attention?.code).toBe('LOST'),
    );
    const again = await shop.ask();
    expect(again).toMatchObject({ deduplicated: false });
    expect(again.id).not.toBe(id);
    await shop.until(again.id, 'open');
    shop.host.review('pia', 2, 'approved');
    shop.host.merge('pia', 2, 'merge');
    await shop.later();
    await shop.sync();
    await shop.until(again.id, 'effective');
    await shop.recheck(id);
    expect((await shop.request(id)).attention?.code).toBe('LOST');
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
