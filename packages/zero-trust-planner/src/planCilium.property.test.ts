import { RawObject } from '@ztn/zero-trust-engine';
import fc from 'fast-check';
import {
  checkProperty,
  runsOf,
} from '../../zero-trust-engine/src/testing/checkProperty';
import { faultOf } from './testing/oneByOne';
import { someRules } from './testing/someRules';
import {
  aNamespace,
  aPolicy,
  aWorkload,
  ciliumFacts,
  engineOver,
} from './testing/world';

const someCiliumRule = fc.record(
  {
    namespace: fc.constantFrom('a', 'b'),
    app: fc.constantFrom('x', 'y'),
    direction: fc.constantFrom('ingress', 'egress'),
    peer: fc.constantFrom('x', 'y', undefined),
    port: fc.constantFrom('8080', '9090'),
    http: fc.constantFrom(
      [{ method: 'GET', path: '/v1/.*' }],
      [{ method: 'GET' }, { path: '/admin' }],
      [{ method: 'POST', path: '/v1/a', headers: ['X-A: b'] }],
    ),
    deny: fc.constant(true),
  },
  { requiredKeys: ['namespace', 'app', 'direction', 'port'] },
);

const someClosings = fc.uniqueArray(
  fc.record({
    namespace: fc.constantFrom('a', 'b'),
    app: fc.constantFrom('x', 'y'),
    type: fc.constantFrom('Ingress', 'Egress'),
  }),
  { maxLength: 3, selector: seed => JSON.stringify(seed) },
);

const somePods = fc.uniqueArray(
  fc.record({
    namespace: fc.constantFrom('a', 'b'),
    app: fc.constantFrom('x', 'y'),
  }),
  { minLength: 2, maxLength: 4, selector: seed => JSON.stringify(seed) },
);

/** Pods without a mesh, closed and opened by Cilium's own policies. */
const someCilium: fc.Arbitrary<readonly RawObject[]> = fc
  .tuple(
    somePods,
    fc.array(someCiliumRule, { minLength: 1, maxLength: 5 }),
    someClosings,
  )
  .map(([pods, rules, policies]) => [
    ...['a', 'b'].map(name => aNamespace(name)),
    ...pods.flatMap(({ namespace, app }) =>
      aWorkload(namespace, app, { ports: [8080, 9090] }),
    ),
    ...policies.map(({ namespace, app, type }, i) =>
      aPolicy(
        'NetworkPolicy',
        { name: `n${i}`, namespace },
        { podSelector: { matchLabels: { app } }, policyTypes: [type] },
      ),
    ),
    ...rules.map(({ namespace, app, direction, peer, port, http, deny }, i) => {
      const section = `${direction}${deny ? 'Deny' : ''}`;
      const side = direction === 'ingress' ? 'fromEndpoints' : 'toEndpoints';
      const ports = { ports: [{ port, protocol: 'TCP' }] };
      return aPolicy(
        'CiliumNetworkPolicy',
        { name: `c${i}`, namespace },
        {
          endpointSelector: { matchLabels: { app } },
          [section]: [
            {
              [side]: [peer ? { matchLabels: { app: peer } } : {}],
              toPorts: [
                { ...ports, ...(http && !deny && { rules: { http } }) },
              ],
            },
          ],
        },
      );
    }),
  ]);

describe('plans for Cilium', () => {
  it(
    'G22 open what is asked for and change no other edge',
    () => {
      const outcomes = new Map<string, number>();
      let withHttp = 0;
      checkProperty(
        fc.record({ objects: someCilium, rules: someRules }),
        ({ objects, rules }) =>
          faultOf(
            added => engineOver([...objects, ...added], ciliumFacts()),
            rules,
            (outcome, plan) => {
              outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
              const text = JSON.stringify(plan.objects);
              if (outcome === 'change' && text.includes('"http"'))
                withHttp += 1;
            },
          ),
        { runs: runsOf(30, 1500), regressions: 'planner' },
      );
      expect(outcomes.get('change')).toBeGreaterThan(0);
      expect(withHttp).toBeGreaterThan(0);
    },
    15 * 60_000,
  );
});
