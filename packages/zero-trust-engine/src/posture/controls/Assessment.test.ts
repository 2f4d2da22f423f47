import { assessmentOf, Part } from './Assessment';

const part = (holds: Part['holds']): Part => ({ holds, reason: String(holds) });

it.each([
  ['pass', [true, true]],
  ['fail', [false, false]],
  ['partial', [true, false]],
  ['unknown', [true, 'unknown']],
  ['unknown', ['unknown']],
  ['fail', [false, 'unknown']],
  ['partial', [true, false, 'unknown']],
  ['not-applicable', []],
] as const)('is %s for %j', (state, parts) => {
  expect(assessmentOf(parts.map(part)).state).toBe(state);
});

it('names what is missing first, then what could not be seen', () => {
  const { evidence } = assessmentOf(
    [true, 'unknown', false].map(h => part(h as Part['holds'])),
  );
  expect(evidence.map(({ reason }) => reason)).toEqual([
    'false',
    'unknown',
    'true',
  ]);
});
