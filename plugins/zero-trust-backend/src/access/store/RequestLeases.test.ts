import { Knex } from 'knex';
import { migrationsDirectory } from '../../database/openDatabase';
import { aRequest } from '../testing/aRequest';
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

  const added = async (change: Parameters<typeof aRequest>[0] = {}) => {
    const request = aRequest({ id: store.newId(), ...change });
    expect(await store.add(request, {})).toBe(true);
    return request;
  };

  it('gives a lease to one, until its time is over or it is given back', async () => {
    const { id } = await added();
    const until = () => new Date(now.getTime() + 60_000);
    const claims = await Promise.all(
      ['a', 'b', 'c'].map(owner => store.leases.claim(id, owner, until())),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    const holder = 'abc'[claims.indexOf(true)];
    expect(await store.leases.renew(id, holder, until())).toBe(true);
    now = new Date(now.getTime() + 61_000);
    expect(await store.leases.claim(id, 'late', until())).toBe(true);
    expect(await store.leases.renew(id, holder, until())).toBe(false);
    await store.leases.release(id, holder);
    expect(await store.leases.claim(id, 'later', until())).toBe(false);
    await store.leases.release(id, 'late');
    expect(await store.leases.claim(id, 'later', until())).toBe(true);
  });

  it('knows whose time has come, and that nobody works on them', async () => {
    const at = (minutes: number) =>
      new Date(now.getTime() + minutes * 60_000).toISOString();
    const late = await added({ nextCheckAt: at(-1) });
    const later = await added({ nextCheckAt: at(-2) });
    await added({ nextCheckAt: at(1) });
    await added();
    expect(await store.leases.due(10)).toEqual([later.id, late.id]);
    await store.leases.claim(later.id, 'a', new Date(now.getTime() + 60_000));
    expect(await store.leases.due(10)).toEqual([late.id]);
    await store.leases.postpone(late.id, at(5));
    expect(await store.leases.due(10)).toEqual([]);
  });

  it('remembers what was hinted at while somebody was at it, until it is looked at', async () => {
    const { id } = await added();
    const until = () => new Date(now.getTime() + 60_000);
    await store.leases.claim(id, 'a', until());
    expect(await store.leases.isHinted(id)).toBe(false);
    await store.leases.remember(id);
    expect(await store.leases.isHinted(id)).toBe(true);
    expect(await store.leases.due(10)).toEqual([]);
    // The holder dies: whoever comes next looks, though it had no time of its own.
    now = new Date(now.getTime() + 61_000);
    expect(await store.leases.due(10)).toEqual([id]);
    await store.leases.claim(id, 'b', until());
    expect(await store.leases.isHinted(id)).toBe(false);
    await store.leases.release(id, 'b');
    expect(await store.leases.due(10)).toEqual([]);
  });
});
