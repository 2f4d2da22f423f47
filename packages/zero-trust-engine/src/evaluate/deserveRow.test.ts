import { LayerVerdict } from '../Verdict';
import { refusalDeservesRow } from './deserveRow';

const network = (
  direction: 'egress' | 'ingress',
  outcome: 'allow' | 'deny',
  reason: string,
): LayerVerdict => ({
  layer: 'network',
  direction,
  outcome,
  certainty: 'spec',
  because: [{ reason, policy: 'NetworkPolicy shop/some' }],
});
const mesh = (identity: string, outcome: 'allow' | 'deny'): LayerVerdict => ({
  layer: 'mesh',
  hop: 'waypoint',
  identity,
  outcome,
  certainty: 'spec',
  because: [
    {
      reason: outcome === 'allow' ? 'allow-rule' : 'no-allow-rule-matched',
      policy: 'AuthorizationPolicy shop/some',
    },
  ],
});

const closed = [
  network('egress', 'deny', 'no-allow-rule-matched'),
  network('ingress', 'deny', 'no-allow-rule-matched'),
];
/** From the waypoint on, where everybody who got there is let through. */
const onward = [
  network('egress', 'allow', 'allow-rule'),
  network('ingress', 'allow', 'allow-rule'),
];

it('leaves out a caller that nothing names', () => {
  expect(refusalDeservesRow({ layers: closed })).toBe(false);
});

it('leaves it out too where rules let the waypoint go on', () => {
  const layers = [...closed, ...onward, mesh('web', 'deny')];
  expect(refusalDeservesRow({ layers })).toBe(false);
  expect(
    refusalDeservesRow({ layers: [...layers, mesh('waypoint', 'allow')] }),
  ).toBe(false);
});

it.each([
  ['a rule at one end', [closed[0], onward[1]]],
  ['a rule of the mesh', [...closed, ...onward, mesh('web', 'allow')]],
])('shows a caller that %s names', (_what, layers) => {
  expect(refusalDeservesRow({ layers })).toBe(true);
});

it('shows a caller that only the mesh refuses', () => {
  const open = [
    network('egress', 'allow', 'no-policy'),
    network('ingress', 'allow', 'no-policy'),
  ];
  expect(refusalDeservesRow({ layers: [...open, mesh('web', 'deny')] })).toBe(
    true,
  );
});
