import { Knex } from 'knex';
import { migrationsDirectory } from '../../database/openDatabase';
import { aPart, aRequest } from '../testing/aRequest';
import { inEachDatabase } from '../testing/inEachDatabase';
import { AccessRequestStore } from './AccessRequestStore';

jest.setTimeout(60_000);
const directory = migrationsDirectory();

inEachDatabase(connect => {
  let database: Knex;
  let now: Date;
  let store: AccessRequestStore;
  beforeEach(async () => {
    database = await connect();
    await database.migrate.latest({ directory });
    now = new Date('2026-11-28T10:00:00.000Z');
    store = new AccessRequestStore(database, () => now);
  });
  afterEach(() => database.destroy());

  const owners = {
    caller: ['group:default/shop'],
    callee: ['group:default/pay'],
  };
  const add = (change: Parameters<typeof aRequest>[0] = {}) => {
    const request = aRequest({ id: store.newId(), ...change });
    return { request, added: store.add(request, { owners }) };
  };
  const added = async (change: Parameters<typeof aRequest>[0] = {}) => {
    const { request, added: done } = add(change);
    expect(await done).toBe(true);
    return request;
  };
  const everything = { filters: [], hiddenEntities: [] };

  it('W24: takes its tables away again, and makes them anew', async () => {
    await database.migrate.rollback({ directory }, true);
    expect(await database.schema.hasTable('zt_access_requests')).toBe(false);
    expect(await database.schema.hasTable('zt_grants')).toBe(false);
    await database.migrate.latest({ directory });
    expect(await database.schema.hasTable('zt_access_requests')).toBe(true);
    expect(await database.schema.hasTable('zt_idempotency')).toBe(true);
  });

  it('gives back what it took', async () => {
    const request = aRequest({
      id: store.newId(),
      state: 'open',
      environment: 'prod',
      watchers: ['user:default/joe'],
      attention: { code: 'LOST', message: 'gone', since: now.toISOString() },
      granted: [{ port: 8080, protocol: 'TCP' }],
      waitingFor: ['istio'],
      ticketUrl: 'https://tickets.example.com/1',
      submittedAt: now.toISOString(),
    });
    const part = aPart({
      state: 'open',
      ownSha: 'a',
      headSha: 'b',
      pull: { number: 7, url: 'https://git.example.com/7', title: 'allow' },
      status: { sha: 'b', state: 'pending', text: 'waits' },
      enforced: 'no',
      error: { code: 'GIT_UNAVAILABLE', message: 'down' },
    });
    const approval = {
      part: 0,
      login: 'owner',
      state: 'approved' as const,
      sha: 'b',
      at: now.toISOString(),
      counts: false,
      why: 'no user of the catalog has this login',
    };
    expect(
      await store.add(request, {
        owners,
        parts: [part],
        approvals: [approval],
      }),
    ).toBe(true);
    expect(await store.get(request.id)).toEqual({
      request,
      parts: [part],
      approvals: [approval],
      owners,
    });
    expect(await store.get('0'.repeat(26))).toBeUndefined();
  });

  it('replaces a version once, and writes nothing for the loser', async () => {
    const request = await added();
    const event = { actor: 'system', actorKind: 'system' as const };
    const results = await Promise.all(
      ['one', 'two'].map(type =>
        store.replace(
          request,
          { ...request, stateReason: type },
          { events: [{ ...event, type }] },
        ),
      ),
    );
    expect(results.filter(result => result !== undefined)).toHaveLength(1);
    const [{ type }] = await store.events(request.id);
    const record = await store.get(request.id);
    expect(record?.request).toMatchObject({ version: 2, stateReason: type });
    expect(await store.events(request.id)).toHaveLength(1);
  });

  it('lets one active request ask for the same, and any number of drafts', async () => {
    const fingerprint = 'f'.repeat(64);
    const [first, second] = [
      await added({ fingerprint }),
      await added({ fingerprint }),
    ];
    const submit = (request: typeof first) =>
      store.replace(request, { ...request, state: 'submitting' });
    expect(await submit(first)).toBeDefined();
    expect(await submit(second)).toBeUndefined();
    expect((await store.activeBy(fingerprint))?.request.id).toBe(first.id);
    expect(await add({ fingerprint, state: 'open' }).added).toBe(false);
    const current = (await store.get(first.id))!.request;
    await store.replace(current, { ...current, state: 'cancelled' });
    expect(await submit(second)).toBeDefined();
  });

  it('lists by conditions, text and page, and counts the same', async () => {
    const mine = await added({ requester: 'user:default/me' });
    now = new Date(now.getTime() + 1_000);
    const theirs = await added({ state: 'open', updatedAt: now.toISOString() });
    const ids = async (
      query: Partial<Parameters<typeof store.list>[0]>,
      page: Parameters<typeof store.list>[1] = { limit: 10 },
    ) => {
      const { items, total } = await store.list(
        { ...everything, ...query },
        page,
      );
      return [total, ...items.map(({ request }) => request.id)];
    };
    expect(await ids({})).toEqual([2, theirs.id, mine.id]);
    expect(
      await ids({
        filters: [{ type: 'requester', refs: ['user:default/me'] }],
      }),
    ).toEqual([1, mine.id]);
    expect(
      await ids({
        filters: [
          {
            anyOf: [
              { type: 'state', states: ['open'] },
              { not: { type: 'owner', side: 'callee', refs: owners.callee } },
            ],
          },
        ],
      }),
    ).toEqual([1, theirs.id]);
    expect(
      await ids({
        filters: [
          {
            allOf: [
              { type: 'owner', side: 'caller', refs: owners.caller },
              { type: 'owner', side: 'callee', refs: ['group:default/none'] },
            ],
          },
        ],
      }),
    ).toEqual([0]);
    expect(
      await ids(
        {},
        {
          limit: 1,
          after: { updatedAt: theirs.updatedAt, id: theirs.id },
        },
      ),
    ).toEqual([2, mine.id]);
    expect(await ids({ text: 'CHECKOUT' })).toHaveLength(3);
    expect(await ids({ text: '%' })).toEqual([0]);
    expect(
      await ids({ hiddenEntities: ['component:default/payment'] }),
    ).toEqual([0]);
    expect(await ids({ entityRef: 'component:default/payment' })).toHaveLength(
      3,
    );
    expect(await ids({ calleeRef: 'component:default/checkout' })).toEqual([0]);
    expect(await store.entitiesIn({ filters: [] })).toEqual([
      'component:default/checkout',
      'component:default/payment',
    ]);
  });

  it('remembers a key for a day', async () => {
    const request = aRequest({ id: store.newId() });
    const promise = {
      key: 'k',
      user: 'user:default/jane',
      bodyHash: 'h',
      expiresAt: new Date(now.getTime() + 86_400_000).toISOString(),
    };
    expect(await store.add(request, {}, promise)).toBe(true);
    const other = aRequest({ id: store.newId() });
    expect(await store.add(other, {}, promise)).toBe(false);
    expect(await store.get(other.id)).toBeUndefined();
    expect(await store.keys.find('k', 'user:default/jane')).toEqual({
      bodyHash: 'h',
      requestId: request.id,
    });
    expect(await store.keys.find('k', 'user:default/joe')).toBeUndefined();
    now = new Date(now.getTime() + 86_400_001);
    expect(await store.keys.find('k', 'user:default/jane')).toBeUndefined();
    await store.keys.forget();
    expect(await store.add(other, {}, promise)).toBe(true);
  });
});
