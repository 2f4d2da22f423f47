import { ReachResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { reachWords, stepWords } from './reachWords';
import { Translate } from './Translate';

const t: Translate = (key, values) =>
  values ? `${key}(${Object.values(values).join(', ')})` : key;

const aReach: Pick<
  ReachResponse,
  'hops' | 'levels' | 'sensitive' | 'complete' | 'cut' | 'partial'
> = {
  hops: 3,
  levels: [
    { hop: 1, workloads: 4, certain: 4, hidden: 1 },
    { hop: 2, workloads: 2, certain: 1, hidden: 0 },
    { hop: 3, workloads: 0, certain: 0, hidden: 0 },
  ],
  sensitive: 0,
  complete: true,
  cut: false,
  partial: false,
};
const nothing = { ...aReach, levels: [] };

it('counts every step, and says which are only possible', () => {
  expect(reachWords(t, aReach)).toEqual({
    tone: 'caution',
    headline: 'reach.total(reach.workloads(6), reach.steps(3))',
    levels: [
      'reach.level(reach.steps(1), reach.workloads(4))',
      'reach.level(reach.steps(2), reach.workloads(2)), reach.levelUncertain(1)',
    ],
    limits: [],
  });
});

it('names sensitive targets in the headline', () => {
  const { tone, headline } = reachWords(t, { ...aReach, sensitive: 2 });
  expect(tone).toBe('bad');
  expect(headline).toMatch(/reach\.sensitive\(2\)$/);
});

it('is good only when nothing is reached and everything was read and searched', () => {
  expect(reachWords(t, nothing).tone).toBe('good');
  expect(reachWords(t, { ...nothing, partial: true }).tone).toBe('unknown');
  expect(reachWords(t, { ...nothing, cut: true }).tone).toBe('unknown');
});

it.each([
  [{ complete: false, cut: true }, ['reach.cut']],
  [{ complete: false, cut: false }, ['reach.incomplete']],
  [{ complete: true, cut: false }, []],
])('says what %j leaves open', (change, limits) => {
  expect(reachWords(t, { ...aReach, ...change }).limits).toEqual(limits);
});

it('words a step by its ports and requests', () => {
  expect(
    stepWords(t, [
      {
        traffic: {
          protocol: 'TCP',
          ports: [{ first: 80, last: 80 }],
          http: { allow: [{ methods: ['GET'], paths: ['/a'] }], except: [] },
        },
        outcome: 'allow',
        transport: 'mtls',
      },
    ]),
  ).toEqual(['TCP 80, GET /a']);
});
