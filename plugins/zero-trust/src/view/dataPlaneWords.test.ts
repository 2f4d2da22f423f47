import { WorkloadPosture } from '@ztn/backstage-plugin-zero-trust-common';
import { messages } from '../translation/messages';
import { dataPlaneWords } from './dataPlaneWords';
import { Translate } from './Translate';

const t: Translate = (key, values = {}) => {
  const all = messages as Record<string, string>;
  const plural = values.count === 1 ? 'one' : 'other';
  const text = all[key] ?? all[`${key}_${plural}`];
  return Object.entries(values).reduce(
    (made, [name, value]) => made.replaceAll(`{{${name}}}`, String(value)),
    text,
  );
};

const pods = (
  ...planes: WorkloadPosture['mesh']['declared'][]
): WorkloadPosture['mesh']['pods'] =>
  planes.map((dataPlane, i) => ({ pod: `p${i}`, dataPlane }));

it('tells a sidecar from the node proxy', () => {
  expect(
    dataPlaneWords(t, { declared: 'sidecar', pods: pods('sidecar') }),
  ).toBe('1 pod with a sidecar');
  expect(
    dataPlaneWords(t, {
      declared: 'ambient',
      pods: pods('ambient', 'ambient'),
    }),
  ).toBe(
    '2 pods with the node proxy (ztunnel, ambient): calls from the mesh arrive on port 15008',
  );
});

it('names every kind where pods differ, the most frequent first', () => {
  expect(
    dataPlaneWords(t, {
      declared: 'sidecar',
      pods: pods('none', 'sidecar', 'sidecar'),
    }),
  ).toBe('2 pods with a sidecar, 1 pod with nothing of the mesh');
});

it('says what pods would have where none runs', () => {
  expect(dataPlaneWords(t, { declared: 'sidecar', pods: [] })).toBe(
    'no pod runs; new ones would start with a sidecar',
  );
});
