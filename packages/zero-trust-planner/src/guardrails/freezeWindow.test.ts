import { freezeFindings, FreezeWindow } from './freezeWindow';

const holidays: FreezeWindow = {
  timezone: 'Europe/Berlin',
  because: 'the holidays',
  when: { type: 'once', from: '2026-12-20T00:00', to: '2027-01-04T08:00' },
};

const weekend: FreezeWindow = {
  timezone: 'America/New_York',
  tiers: ['prod'],
  when: {
    type: 'weekly',
    from: { day: 5, minute: 16 * 60 },
    to: { day: 1, minute: 8 * 60 },
  },
};

const at = (now: string, window: FreezeWindow, over: object = {}) =>
  freezeFindings([window], {
    now: new Date(now),
    cluster: 'prod-eu',
    tier: 'prod',
    ...over,
  });

describe('freeze-window', () => {
  it.each([
    // Berlin is an hour ahead in winter.
    ['2026-12-19T22:59:59Z', []],
    ['2026-12-19T23:00:00Z', ['freeze-window']],
    ['2027-01-04T06:59:00Z', ['freeze-window']],
    ['2027-01-04T07:00:00Z', []],
  ])('once, by the clocks of its time zone: at %s %j', (now, ids) => {
    expect(at(now, holidays).map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    ['Friday before four', '2026-11-27T20:59:00Z', 0],
    ['Friday at four', '2026-11-27T21:00:00Z', 1],
    ['Sunday', '2026-11-29T12:00:00Z', 1],
    ['Monday before eight', '2026-11-30T12:59:00Z', 1],
    ['Monday at eight', '2026-11-30T13:00:00Z', 0],
    ['Friday at four in summer', '2026-07-03T20:00:00Z', 1],
    ['Wednesday', '2026-11-25T12:00:00Z', 0],
  ])('every week, over its end: %s', (_, now, count) => {
    expect(at(now, weekend)).toHaveLength(count);
  });

  it('says until when, and why', () => {
    expect(at('2026-12-24T12:00:00Z', holidays)).toEqual([
      {
        id: 'freeze-window',
        level: 'block',
        message:
          'No change until 2027-01-04 08:00 (Europe/Berlin): the holidays.',
      },
    ]);
    expect(at('2026-11-29T12:00:00Z', weekend)[0].message).toBe(
      'No change until Mon 08:00 (America/New_York).',
    );
  });

  it('holds for the clusters and tiers that it names', () => {
    const now = '2026-11-29T12:00:00Z';
    expect(at(now, weekend, { tier: 'dev' })).toEqual([]);
    const onlyUs = { ...weekend, clusters: ['prod-us'] };
    expect(at(now, onlyUs)).toEqual([]);
    expect(at(now, onlyUs, { cluster: 'prod-us' })).toHaveLength(1);
  });

  it('takes the level that the operator states', () => {
    const levels = (level: 'warn' | 'off') =>
      freezeFindings(
        [weekend],
        { now: new Date('2026-11-29T12:00:00Z'), cluster: 'x', tier: 'prod' },
        { guardrails: { 'freeze-window': level } },
      ).map(finding => finding.level);
    expect([levels('warn'), levels('off')]).toEqual([['warn'], []]);
  });
});
