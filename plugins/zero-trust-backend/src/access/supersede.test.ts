import { waitFor } from '../testing/waitFor';
import { cartToPayment, codeOf, useAccess } from './testing/useAccess';

jest.setTimeout(60_000);

const wide = { ...cartToPayment, rules: [{ port: 8080 }, { port: 9090 }] };

describe('replacing a request by a wider one', () => {
  const start = useAccess();

  it('opens the new one, closes the old one with a link, and links both ways', async () => {
    const shop = await start();
    const old = await shop.opened();
    const { status, body } = await shop.supersede(old.id, {
      version: old.version,
      spec: wide,
    });
    expect(status).toBe(202);
    expect(body).toMatchObject({
      supersedes: old.id,
      justification: old.justification,
      spec: { rules: [{ port: 8080 }, { port: 9090 }] },
    });
    expect(body.id).not.toBe(old.id);
    const next = await shop.until(body.id, 'open');
    const replaced = await waitFor(async () => {
      const now = await shop.request(old.id);
      expect(now.parts[0].state).toBe('closed');
      return now;
    });
    expect(replaced).toMatchObject({
      state: 'superseded',
      supersededBy: next.id,
      allowedActions: [],
    });
    expect(shop.host.pulls.map(({ state }) => state).sort()).toEqual([
      'closed',
      'open',
    ]);
    const closed = shop.host.pulls.find(({ state }) => state === 'closed');
    expect(closed?.comments.at(-1)?.body).toContain(
      `https://portal.example.com/zero-trust/requests/${next.id}`,
    );
    expect((await shop.events(old.id)).map(({ type }) => type)).toContain(
      'superseded',
    );
    // What the old one asked for is asked for by the new one now.
    expect((await shop.preview()).outcome).toBe('change');
    const { hash } = await shop.preview();
    expect(hash).toBeDefined();
  });

  it('replaces it once, whoever asks at the same time', async () => {
    const shop = await start();
    const { id, version } = await shop.opened();
    const answers = await Promise.all([
      shop.supersede(id, { version, spec: wide }, 'carla'),
      shop.supersede(id, { version, spec: wide }, 'carl'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    await shop.turn();
    await waitFor(() => expect(shop.host.pulls).toHaveLength(2));
  });

  it.each([
    ['the same rules', cartToPayment, [409, 'STATE_CONFLICT']],
    [
      'another pair',
      { ...wide, callee: { entityRef: 'component:default/cart' } },
      [400, 'INVALID_SPEC'],
    ],
    ['another cluster', { ...wide, cluster: 'else' }, [400, 'INVALID_SPEC']],
  ])('refuses %s', async (_what, spec, expected) => {
    const shop = await start();
    const { id, version } = await shop.opened();
    expect(codeOf(await shop.supersede(id, { version, spec }))).toEqual(
      expected,
    );
    expect((await shop.request(id)).state).toBe('open');
  });

  it('refuses who does not own the caller, an old version and an ended request', async () => {
    const shop = await start();
    const { id, version } = await shop.opened();
    const asked = { version, spec: wide };
    expect((await shop.supersede(id, asked, 'pia')).status).toBe(403);
    expect(codeOf(await shop.supersede(id, { ...asked, version: 1 }))).toEqual([
      409,
      'VERSION_CONFLICT',
    ]);
    await shop.cancel(id, version);
    const { version: last } = await shop.request(id);
    expect(
      codeOf(await shop.supersede(id, { ...asked, version: last })),
    ).toEqual([409, 'STATE_CONFLICT']);
  });
});
