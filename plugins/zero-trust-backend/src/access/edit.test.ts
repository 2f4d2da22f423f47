import { waitFor } from '../testing/waitFor';
import {
  cartToPayment,
  codeOf,
  fileOf,
  minutes,
  policyPath,
  requestsRoot,
  useAccess,
} from './testing/useAccess';

jest.setTimeout(60_000);

const bothPorts = { ...cartToPayment, rules: [{ port: 8080 }, { port: 9090 }] };

describe('editing an open request', () => {
  const start = useAccess();
  type Shop = Awaited<ReturnType<typeof start>>;
  const edit = (shop: Shop, id: string, change: object, who = 'carla') =>
    shop.patch(`${requestsRoot}/${id}`, change, who);
  const headOf = (shop: Shop) => shop.host.pulls[0].headSha;
  /** Until the pull request holds what was edited. */
  const followed = (shop: Shop, id: string) =>
    waitFor(async () => {
      const request = await shop.request(id);
      expect(request.parts[0].state).not.toBe('pending');
      return request;
    });

  it('commits the narrowed rules to the same branch, and says so on the pull request', async () => {
    const shop = await start();
    const opened = await shop.opened('carla', bothPorts);
    const before = headOf(shop);
    const { status, body } = await edit(shop, opened.id, {
      version: opened.version,
      spec: cartToPayment,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'open',
      spec: { rules: [{ port: 8080 }] },
    });
    const request = await followed(shop, opened.id);
    expect(shop.host.pulls).toHaveLength(1);
    const [pull] = shop.host.pulls;
    expect(pull.headSha).not.toBe(before);
    expect(request.parts[0].headSha).toBe(pull.headSha);
    const text = await fileOf(shop.host, pull.headSha);
    expect(text).toContain('8080');
    expect(text).not.toContain('9090');
    expect(pull.body).not.toContain('9090');
    expect(shop.host.statuses.at(-1)).toMatchObject({
      sha: pull.headSha,
      state: 'pending',
    });
    const types = (await shop.events(opened.id)).map(({ type }) => type);
    expect(types).toEqual([
      'submitted',
      'pull-opened',
      'edited',
      'pull-updated',
    ]);
  });

  it('W5, T14: counts no approval of what it was before', async () => {
    const shop = await start();
    const opened = await shop.opened('carla', bothPorts);
    shop.host.review('pia', 1, 'approved');
    // Nobody has looked at the host since: the approval is known there alone.
    const { body } = await edit(shop, opened.id, {
      version: opened.version,
      spec: cartToPayment,
    });
    expect(body.state).toBe('open');
    await followed(shop, opened.id);
    await shop.later();
    expect(await shop.request(opened.id)).toMatchObject({
      state: 'open',
      approvals: [{ counts: false, why: 'an earlier commit was reviewed' }],
    });
    shop.host.review('pia', 1, 'approved');
    await shop.later();
    expect((await shop.request(opened.id)).state).toBe('approved');
    shop.host.merge('pia', 1, 'merge');
    await shop.later();
    await shop.sync();
    const done = await shop.until(opened.id, 'effective');
    expect(done.attention).toBeUndefined();
    // Nothing else than what it asked for in the end.
    expect(done.granted).toBeUndefined();
  });

  it('answers an owner who asked for changes', async () => {
    const shop = await start();
    const opened = await shop.opened('carla', bothPorts);
    shop.host.review('pia', 1, 'changes_requested');
    await shop.later();
    const asked = await shop.request(opened.id);
    expect(asked).toMatchObject({
      state: 'changes_requested',
      allowedActions: ['update', 'rebase', 'supersede', 'cancel', 'recheck'],
    });
    await edit(shop, opened.id, {
      version: asked.version,
      spec: cartToPayment,
    });
    await followed(shop, opened.id);
    await shop.later();
    expect((await shop.request(opened.id)).state).toBe('open');
  });

  it('P4: leaves the commit of a person alone, and asks for attention', async () => {
    let beforeCommit = async () => {};
    const shop = await start({
      around: host =>
        new Proxy(host, {
          get: (target, name, receiver) =>
            name === 'commit'
              ? async (request: Parameters<typeof host.commit>[0]) => {
                  await beforeCommit();
                  return host.commit(request);
                }
              : Reflect.get(target, name, receiver),
        }),
    });
    const opened = await shop.opened('carla', bothPorts);
    let theirs = '';
    beforeCommit = async () => {
      beforeCommit = async () => {};
      theirs = shop.host.push('carl', opened.parts[0].branch, {
        [policyPath]: '# mine\n',
      });
    };
    await edit(shop, opened.id, {
      version: opened.version,
      spec: cartToPayment,
    });
    await waitFor(async () =>
      expect((await shop.request(opened.id)).attention?.code).toBe(
        'BRANCH_CHANGED',
      ),
    );
    expect(headOf(shop)).toBe(theirs);
    expect(shop.host.pulls[0].comments).toHaveLength(1);
    // What the pull request holds is not what the request says: no approval helps,
    // and a host that was down meanwhile makes nobody forget it.
    shop.host.failure = 'GIT_UNAVAILABLE';
    await shop.later();
    shop.host.failure = undefined;
    shop.host.review('pia', 1, 'approved');
    await shop.later(minutes(10));
    const held = await shop.request(opened.id);
    expect(held).toMatchObject({
      state: 'open',
      attention: { code: 'BRANCH_CHANGED' },
    });
    expect(shop.host.statuses.at(-1)).toMatchObject({
      sha: theirs,
      state: 'failure',
    });
    expect(shop.host.pulls[0].comments).toHaveLength(1);
    // Edited once more, it is refused at once: the commit is known by now.
    const again = await edit(shop, opened.id, {
      version: held.version,
      spec: cartToPayment,
    });
    expect(codeOf(again)).toEqual([409, 'STATE_CONFLICT']);
    expect(headOf(shop)).toBe(theirs);
    // The person takes the commit away: from there the request goes on.
    shop.host.push('carl', opened.parts[0].branch, {});
    shop.host.repository.branches.set(
      opened.parts[0].branch,
      opened.parts[0].headSha!,
    );
    shop.host.pulls[0].headSha = opened.parts[0].headSha!;
    await shop.later(minutes(10));
    const { version } = await shop.request(opened.id);
    expect((await shop.rebase(opened.id, version)).status).toBe(202);
    const done = await followed(shop, opened.id);
    expect(done.attention).toBeUndefined();
    expect(await fileOf(shop.host, headOf(shop))).not.toContain('9090');
  });

  it('goes on after a crash between the commit and its record', async () => {
    let crashes = 0;
    const shop = await start({
      around: host =>
        new Proxy(host, {
          get: (target, name, receiver) =>
            name === 'updatePull'
              ? async (...args: Parameters<typeof host.updatePull>) => {
                  crashes += 1;
                  if (crashes === 1) throw new Error('the process died');
                  return host.updatePull(...args);
                }
              : Reflect.get(target, name, receiver),
        }),
    });
    const opened = await shop.opened('carla', bothPorts);
    await edit(shop, opened.id, {
      version: opened.version,
      spec: cartToPayment,
    });
    await waitFor(() => expect(crashes).toBe(1));
    const commit = headOf(shop);
    await shop.later(minutes(2));
    const request = await followed(shop, opened.id);
    expect(crashes).toBe(2);
    expect(headOf(shop)).toBe(commit);
    expect(request.parts[0].headSha).toBe(commit);
    expect(request.attention).toBeUndefined();
  });

  it('T7: keeps whoever edited it from approving it', async () => {
    const shop = await start();
    const opened = await shop.opened('carla');
    // An owner of both ends makes it wider, and approves that.
    await edit(
      shop,
      opened.id,
      { version: opened.version, spec: bothPorts },
      'both',
    );
    await followed(shop, opened.id);
    shop.host.review('both', 1, 'approved');
    await shop.later();
    expect(await shop.request(opened.id)).toMatchObject({
      state: 'open',
      approvals: [
        { login: 'both', counts: false, why: 'asked for the access' },
      ],
    });
  });

  it.each([
    ['another pair', { callee: { entityRef: 'component:default/cart' } }],
    ['another cluster', { cluster: 'elsewhere' }],
  ])('refuses %s', async (_what, change) => {
    const shop = await start();
    const { id, version } = await shop.opened();
    const refused = await edit(shop, id, {
      version,
      spec: { ...cartToPayment, ...change },
    });
    expect(refused.status).toBe(400);
  });

  it('refuses who does not own the caller, an old version and a stale preview', async () => {
    const shop = await start();
    const { id, version } = await shop.opened();
    const head = headOf(shop);
    const spec = bothPorts;
    expect((await edit(shop, id, { version, spec }, 'pia')).status).toBe(403);
    expect(
      codeOf(await edit(shop, id, { version: version - 1, spec })),
    ).toEqual([409, 'VERSION_CONFLICT']);
    expect(
      codeOf(await edit(shop, id, { version, spec, previewHash: 'other' })),
    ).toEqual([409, 'PREVIEW_STALE']);
    await shop.later();
    expect(headOf(shop)).toBe(head);
  });

  it('changes the reason alone without another commit', async () => {
    const shop = await start();
    const { id, version } = await shop.opened();
    const head = headOf(shop);
    await edit(shop, id, {
      version,
      justification: 'it is needed for refunds, too',
    });
    await followed(shop, id);
    expect(headOf(shop)).toBe(head);
    expect(shop.host.pulls[0].body).toContain('it is needed for refunds, too');
  });
});
