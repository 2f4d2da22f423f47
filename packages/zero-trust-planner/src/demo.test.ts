/** @jest-environment node */
import { Engine } from '@ztn/zero-trust-engine';
import {
  engineOver,
  objectsOfTheWorld,
} from '../../demo-world/src/world/__testUtils__/enginesOfTheWorld';
import { AccessGoal, AccessRule } from './AccessGoal';
import { isEffective } from './isEffective';
import { planAccess } from './planAccess';

type Objects = Awaited<ReturnType<typeof objectsOfTheWorld>>;

let objects: Objects = {};
let engines: Record<string, Engine> = {};

beforeAll(async () => {
  objects = await objectsOfTheWorld();
  engines = Object.fromEntries(
    Object.entries(objects).map(([name, all]) => [name, engineOver(name, all)]),
  );
}, 60_000);

const production = (name: string) => `production/Deployment/${name}`;

const http = (method: string, value: string): AccessRule => ({
  port: 8080,
  protocol: 'TCP',
  http: { methods: [method], paths: [{ type: 'prefix', value }] },
});

const plain: AccessRule = { port: 8080, protocol: 'TCP' };

interface Story {
  readonly cluster: 'prod-eu' | 'prod-us';
  readonly caller: string;
  readonly callee: string;
  readonly rule: AccessRule;
  readonly outcome: string;
  /** `dialect point` of each object, and what else is said. */
  readonly objects?: readonly string[];
  readonly says?: readonly string[];
}

const checkout = production('checkout-service');
const payment = production('payment-service');
const frontend = production('frontend');
const ledger = 'payments-batch/Deployment/ledger';

/** What people can ask for in the demo, and what they see. */
const stories: readonly Story[] = [
  // The network is open already; the sidecar lets POST in and no GET.
  {
    cluster: 'prod-eu',
    caller: checkout,
    callee: payment,
    rule: http('GET', '/v1/payments'),
    outcome: 'change',
    objects: ['istio sidecar'],
  },
  {
    cluster: 'prod-eu',
    caller: checkout,
    callee: payment,
    rule: http('POST', '/v1/payments/'),
    outcome: 'already_allowed',
  },
  // Three doors, in two dialects.
  {
    cluster: 'prod-eu',
    caller: frontend,
    callee: payment,
    rule: http('GET', '/v1/payments'),
    outcome: 'change',
    objects: ['networkpolicy egress', 'networkpolicy ingress', 'istio sidecar'],
  },
  // Two namespaces.
  {
    cluster: 'prod-eu',
    caller: checkout,
    callee: ledger,
    rule: http('GET', '/v1/entries'),
    outcome: 'change',
    objects: ['networkpolicy egress', 'istio sidecar'],
  },
  // Ambient: the waypoint reads HTTP for this Service.
  {
    cluster: 'prod-us',
    caller: checkout,
    callee: payment,
    rule: http('GET', '/v1/payments'),
    outcome: 'change',
    objects: ['istio waypoint'],
  },
  {
    cluster: 'prod-us',
    caller: frontend,
    callee: payment,
    rule: http('GET', '/v1/payments'),
    outcome: 'change',
    objects: [
      'networkpolicy egress',
      'networkpolicy ingress',
      'istio waypoint',
    ],
    says: ['info ambient-port'],
  },
  // Ambient without a waypoint: ports only.
  {
    cluster: 'prod-us',
    caller: checkout,
    callee: ledger,
    rule: http('GET', '/v1/entries'),
    outcome: 'blocked',
    objects: ['networkpolicy egress', 'networkpolicy ingress', 'istio ztunnel'],
    says: ['block ambient-without-waypoint', 'info ambient-port'],
  },
  {
    cluster: 'prod-us',
    caller: checkout,
    callee: ledger,
    rule: plain,
    outcome: 'change',
    objects: ['networkpolicy egress', 'networkpolicy ingress', 'istio ztunnel'],
    says: ['info ambient-port'],
  },
  {
    cluster: 'prod-us',
    caller: checkout,
    callee: production('cart'),
    rule: plain,
    outcome: 'already_allowed',
  },
];

const goalOf = ({ caller, callee, rule }: Story): AccessGoal => ({
  caller,
  callee,
  rules: [rule],
});

describe('plans in the demo', () => {
  it.each(stories)(
    '$cluster: $caller to $callee is $outcome with $objects',
    story => {
      const goal = goalOf(story);
      const plan = planAccess({
        engine: engines[story.cluster],
        goal,
        settings: { tier: 'prod' },
      });
      expect({
        outcome: plan.outcome,
        objects: plan.objects.map(o => `${o.dialect} ${o.point}`),
        says: plan.findings.map(({ id, level }) => `${level} ${id}`),
        edges: plan.effect
          .filter(() => plan.outcome === 'change')
          .map(({ workload, peer }) =>
            peer.type === 'workload' ? `${workload} ${peer.key}` : 'other',
          )
          .filter(edge => edge !== `${story.caller} ${story.callee}`),
      }).toEqual({
        outcome: story.outcome,
        objects: story.objects ?? [],
        says: story.says ?? [],
        edges: [],
      });
    },
    120_000,
  );

  it('are effective once a cluster has the objects, and not with one missing', () => {
    const [, , story] = stories;
    const { cluster } = story;
    const goal = goalOf(story);
    const plan = planAccess({ engine: engines[cluster], goal });
    const written = plan.objects.map(({ object }) => object);
    const after = engineOver(cluster, [...objects[cluster], ...written]);
    expect(isEffective(engines[cluster], goal).effective).toBe(false);
    expect(isEffective(after, goal).effective).toBe(true);
    const partly = engineOver(cluster, [
      ...objects[cluster],
      ...written.slice(1),
    ]);
    expect(isEffective(partly, goal).waiting).toMatchObject([
      { side: 'caller', point: 'egress', at: story.caller },
    ]);
  }, 120_000);

  it('are blocked between environments, whatever the cluster would say', () => {
    const plan = planAccess({
      engine: engines['prod-eu'],
      goal: {
        caller: 'staging/Deployment/feature-lab',
        callee: payment,
        rules: [plain],
      },
      facts: {
        caller: { environment: 'staging' },
        callee: { environment: 'production' },
      },
    });
    expect(plan).toMatchObject({
      outcome: 'blocked',
      reason: 'The caller is in environment staging, the callee in production.',
    });
  }, 120_000);
});
