import { Control } from '@ztn/backstage-plugin-zero-trust-common';
import { byRequirement } from './byRequirement';

const control = (id: string, ...numbers: string[]): Control => ({
  id,
  title: id.toUpperCase(),
  why: '',
  how: '',
  layer: 'mesh',
  scope: 'workload',
  severity: 'high',
  enabled: true,
  mapping: numbers.map(number => ({
    framework: 'cis',
    id: number,
    subject: `about ${number}`,
  })),
  reasons: {},
});
const counts = { pass: 1, partial: 0, fail: 0, unknown: 0, waived: 0 };
const line = {
  id: 'a',
  title: 'A',
  scope: 'workload' as const,
  severity: 'high' as const,
  counts,
};

it('orders requirements by number and keeps controls that are switched off', () => {
  const rows = byRequirement(
    'cis',
    [control('a', '5.1.10', '5.1.2'), control('b', '5.1.2')],
    [line],
  );
  expect(rows).toEqual([
    {
      id: '5.1.2',
      subject: 'about 5.1.2',
      controls: [
        { id: 'a', title: 'A', line },
        { id: 'b', title: 'B', line: undefined },
      ],
    },
    {
      id: '5.1.10',
      subject: 'about 5.1.10',
      controls: [{ id: 'a', title: 'A', line }],
    },
  ]);
});

it('knows nothing of a framework that no control is mapped to', () => {
  expect(byRequirement('other', [control('a', '1')], [line])).toEqual([]);
});
