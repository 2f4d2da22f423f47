import { FactOverrides, RawObject } from '@ztn/zero-trust-engine';
import { AccessGoal } from '../AccessGoal';
import { judgeMerged } from '../judgeMerged';
import {
  ambient,
  asking,
  both,
  cilium,
  denied,
  dns,
  fromWeb,
  lazy,
  letIn,
  meshed,
  noWeb,
  own,
  port,
  web,
  webAsWell,
} from '../testing/guardrailWorlds';
import {
  ciliumFacts,
  closed,
  engineOver,
  goalOf,
  ordersIsolatedInMesh,
  port8080,
  shop,
} from '../testing/world';
import { planAccess } from '../planAccess';
import { guardrails } from './index';
import { PlanFacts } from './PlanFacts';
import { PlanSettings } from './PlanSettings';

type More = {
  readonly settings?: PlanSettings;
  readonly facts?: PlanFacts;
  readonly of?: FactOverrides;
};

/** Ids that a plan is told, in a preview and at the submit alike. */
const planned = (
  objects: readonly unknown[],
  goal: AccessGoal = goalOf(),
  { of, ...more }: More = {},
): readonly string[] =>
  planAccess({ engine: engineOver(objects, of), goal, ...more }).findings.map(
    ({ id }) => id,
  );

/** Ids that are told of what was merged. */
const merged = (
  objects: readonly RawObject[],
  live: readonly unknown[] = meshed,
  before: readonly RawObject[] = [],
  goal: AccessGoal = goalOf(),
): readonly string[] =>
  judgeMerged({ engine: engineOver(live), goal, objects, before }).findings.map(
    ({ id }) => id,
  );

const ends = (caller: object, callee: object): More => ({
  facts: { caller, callee },
});
const pair: PlanSettings = {
  forbiddenPairs: [{ caller: ['app=web'], callee: ['namespace=shop'] }],
};

type Told = () => readonly string[];

/** Number in the specification, id, a fixture that fires, and a near miss. */
const table: readonly (readonly [string, string, Told, Told])[] = [
  [
    '1 G11',
    'no-wildcard-identity',
    () => merged([letIn(own, { principals: ['*'] })]),
    () => merged([letIn()]),
  ],
  [
    '2',
    'no-wildcard-port',
    () => merged([letIn({ ...own, ports: undefined })]),
    () => merged([letIn()]),
  ],
  [
    '2',
    'other-port',
    () => merged([letIn({ ...own, ports: ['8080', '8081'] })]),
    () => merged([letIn()]),
  ],
  [
    '3 G10',
    'paths-required',
    () => planned(meshed, asking(['POST'])),
    () => planned(meshed, asking(['POST'], '/api')),
  ],
  [
    '4',
    'no-root-path',
    () => planned(meshed, asking(['GET'], '/')),
    () => planned(meshed, asking(['GET'], '/a')),
  ],
  [
    '5',
    'method-required',
    () => planned(meshed, asking([], '/api')),
    () => planned(meshed, asking(['GET'], '/api')),
  ],
  [
    '6',
    'max-tuples',
    () =>
      planned(meshed, asking(['GET'], '/a', '/b'), {
        settings: { maxTuples: 1 },
      }),
    () =>
      planned(meshed, asking(['GET'], '/a', '/b'), {
        settings: { maxTuples: 2 },
      }),
  ],
  [
    '7',
    'forbidden-pairs',
    () => planned(meshed, goalOf(), { settings: pair }),
    () =>
      planned(
        meshed,
        goalOf(undefined, { caller: 'batch/Deployment/report' }),
        {
          settings: pair,
        },
      ),
  ],
  [
    '8',
    'cross-environment',
    () =>
      planned(
        meshed,
        goalOf(),
        ends({ environment: 'dev' }, { environment: 'prod' }),
      ),
    () =>
      planned(
        meshed,
        goalOf(),
        ends({ environment: 'prod' }, { environment: 'prod' }),
      ),
  ],
  [
    '8',
    'cross-cluster',
    () => planned(meshed, goalOf(), ends({ cluster: 'eu' }, { cluster: 'us' })),
    () => planned(meshed, goalOf(), ends({ cluster: 'eu' }, { cluster: 'eu' })),
  ],
  [
    '9 G20',
    'shared-service-account',
    () => planned(webAsWell('web')),
    () => planned(webAsWell('tool')),
  ],
  [
    '9',
    'default-service-account',
    () => planned(lazy, goalOf(undefined, { caller: 'shop/Deployment/lazy' })),
    () => planned(lazy),
  ],
  [
    '10 G2',
    'isolation-flip',
    () => merged([fromWeb]),
    () => merged([fromWeb], both),
  ],
  [
    '10 E17',
    'isolation-drop',
    () => merged([denied], meshed, [ordersIsolatedInMesh]),
    () => merged([denied], [...meshed, letIn()], [ordersIsolatedInMesh]),
  ],
  [
    '11 G5',
    'selector-broader',
    () => merged([letIn(own, undefined, {})]),
    () => merged([letIn()]),
  ],
  [
    '12 G18',
    'l7-ineffective',
    () => planned(cilium(), goalOf(), { of: ciliumFacts() }),
    () =>
      planned(cilium({ method: 'GET', path: '/health' }), goalOf(), {
        of: ciliumFacts(),
      }),
  ],
  [
    '13 G4',
    'deny-shadow',
    () => planned(noWeb('/api/orders')),
    () => planned(noWeb('/api/orders/1')),
  ],
  [
    '14',
    'admin-port',
    () => planned(meshed, asking(['GET'], '/metrics/all')),
    () => planned(meshed, asking(['GET'], '/metrics-of-shop')),
  ],
  [
    '19',
    'owner-missing',
    () => planned(meshed, goalOf(), ends({}, { owners: 0 })),
    () => planned(meshed, goalOf(), ends({ owners: 0 }, { owners: 1 })),
  ],
  [
    '3.6 G14',
    'service-port',
    () => planned(meshed, port(80)),
    () => planned(meshed, port(8080)),
  ],
  [
    '3.6 G15',
    'ambient-port',
    () =>
      planned(ambient(closed('shop', 'orders', 'Ingress')), goalOf([port8080])),
    () => planned(ambient(), goalOf([port8080])),
  ],
  [
    '3.6 G16',
    'ambient-without-waypoint',
    () => planned(ambient()),
    () => planned(ambient(), goalOf([port8080])),
  ],
  [
    '3.6',
    'dns-egress',
    () =>
      planned(
        shop('none', dns('orders'), closed('shop', 'web', 'Egress')),
        goalOf([port8080]),
      ),
    () =>
      planned(
        shop('none', dns('web'), closed('shop', 'web', 'Egress')),
        goalOf([port8080]),
      ),
  ],
  [
    '5.8 G22',
    'side-effect',
    () =>
      merged([
        letIn(own, { principals: [web, 'cluster.local/ns/batch/sa/report'] }),
      ]),
    () => merged([letIn()]),
  ],
  [
    '5.8 W8',
    'wider-than-asked',
    () => merged([letIn({ ...own, methods: ['GET', 'DELETE'] })]),
    () => merged([letIn()]),
  ],
  [
    '5.8',
    'not-possible',
    () => planned(both, goalOf(undefined, { layers: ['istio'] })),
    () => planned(both),
  ],
  [
    '5.8',
    'not-enough',
    () => planned(both, goalOf(undefined, { layers: ['istio'] })),
    () => planned(both),
  ],
];

describe('every guardrail', () => {
  it('has a row here', () => {
    const rows = new Set(table.map(([, id]) => id));
    expect(guardrails.map(({ id }) => id).filter(id => !rows.has(id))).toEqual(
      [],
    );
  });

  it.each(table)('%s: %s fires', (_, id, fires) => {
    expect(fires()).toContain(id);
  });

  it.each(table)('%s: %s keeps still at a near miss', (_, id, _fires, miss) => {
    expect(miss()).not.toContain(id);
  });
});
