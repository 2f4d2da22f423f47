import { CurrentWaivers } from './CurrentWaivers';
import { StoredWaiver } from './Waiver';

const aWaiver = (id: string, expiresAt: string): StoredWaiver => ({
  id,
  control: 'strict-mtls',
  scope: { type: 'cluster', cluster: 'prod' },
  reason: 'the old client is replaced next month',
  owner: 'group:default/shop',
  createdBy: 'user:default/mila',
  createdAt: '2026-06-01T00:00:00.000Z',
  expiresAt,
});

describe('CurrentWaivers', () => {
  let stored: readonly StoredWaiver[];
  let ms: number;
  let now: Date;
  const active = jest.fn(async () => stored);
  const current = () =>
    new CurrentWaivers({ active }, { clock: () => now, elapsedMs: () => ms });

  beforeEach(() => {
    active.mockClear();
    stored = [
      aWaiver('soon', '2026-06-10T00:00:00.000Z'),
      aWaiver('late', '2026-07-10T00:00:00.000Z'),
    ];
    ms = 0;
    now = new Date('2026-06-09T00:00:00Z');
  });

  it('reads the database once a second, however often it is asked', async () => {
    const waivers = current();
    const [first, second] = await Promise.all([waivers.get(), waivers.get()]);
    expect(second).toBe(first);
    expect(active).toHaveBeenCalledTimes(1);
    ms = 1_000;
    await waivers.get();
    expect(active).toHaveBeenCalledTimes(2);
  });

  it('lets an exception end at its time, not at the next reading', async () => {
    const waivers = current();
    await waivers.get();
    now = new Date('2026-06-10T00:00:00Z');
    expect((await waivers.get()).map(({ id }) => id)).toEqual(['late']);
    expect(active).toHaveBeenCalledTimes(1);
  });

  it('reads anew when they were changed here', async () => {
    const waivers = current();
    await waivers.get();
    stored = [];
    waivers.forget();
    expect(await waivers.get()).toEqual([]);
  });

  it('does not remember a failure', async () => {
    const waivers = current();
    active.mockRejectedValueOnce(new Error('the database is away'));
    await expect(waivers.get()).rejects.toThrow('the database is away');
    expect(await waivers.get()).toHaveLength(2);
  });
});
