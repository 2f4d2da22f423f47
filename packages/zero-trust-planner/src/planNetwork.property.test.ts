import { Workload } from '@ztn/zero-trust-engine';
import fc from 'fast-check';
import { judgeNaively } from '../../zero-trust-engine/src/reference/judgeNaively';
import {
  Manifest,
  ManifestCluster,
} from '../../zero-trust-engine/src/reference/manifests';
import {
  checkProperty,
  runsOf,
} from '../../zero-trust-engine/src/testing/checkProperty';
import {
  engineOfManifests,
  Pair,
  pairsOf,
  Point,
} from '../../zero-trust-engine/src/testing/oracleQuestions';
import { someCluster } from '../../zero-trust-engine/src/testing/randomCluster';
import { AccessRule } from './AccessGoal';
import { planAccess } from './planAccess';

/** Labels of random pods collide on purpose; here each workload has its own. */
function withOwnLabels(cluster: ManifestCluster): ManifestCluster {
  const named = (object: Manifest): Manifest => {
    if (object.kind !== 'Pod') return object;
    const { metadata } = object;
    const [owner] = metadata.ownerReferences ?? [];
    const app = owner ? `${owner.kind}-${owner.name}` : metadata.name;
    return {
      ...object,
      metadata: { ...metadata, labels: { ...metadata.labels, app } },
    };
  };
  return { ...cluster, objects: cluster.objects.map(named) };
}

const points: readonly Point[] = [79, 80, 81, 90].flatMap(port =>
  (['TCP', 'UDP'] as const).map(protocol => ({ protocol, port })),
);

const someRules = fc.uniqueArray(
  fc.record({
    port: fc.constantFrom(80, 81, 90),
    protocol: fc.constantFrom('TCP' as const, 'UDP' as const),
  }),
  {
    minLength: 1,
    maxLength: 2,
    selector: ({ port, protocol }) => `${protocol}/${port}`,
  },
);

const podsOf = ({ namespace, pods }: Workload) =>
  pods.map(pod => `${namespace}/${pod.name}`);

function answer(cluster: ManifestCluster, pair: Pair, point: Point): string {
  const { egress, ingress } = judgeNaively(cluster, { ...pair, ...point });
  return [egress, ingress].every(({ outcome }) => outcome === 'allow')
    ? 'allow'
    : 'other';
}

/** What the oracle has against the plans for one cluster. */
function faultOf(
  cluster: ManifestCluster,
  rules: readonly AccessRule[],
  counted: (outcome: string) => void,
): object | undefined {
  const engine = engineOfManifests(cluster);
  const { workloads } = engine.snapshot;
  const pairs = pairsOf(cluster);
  for (const from of workloads) {
    for (const to of workloads.filter(w => w.ref !== from.ref)) {
      const goal = { caller: from.key, callee: to.key, rules };
      const plan = planAccess({ engine, goal });
      counted(plan.outcome);
      const isAsked = (pair: Pair, point: Point) =>
        podsOf(from).includes(pair.from) &&
        podsOf(to).includes(pair.to) &&
        rules.some(
          rule => rule.port === point.port && rule.protocol === point.protocol,
        );
      if (plan.outcome === 'already_allowed') {
        for (const pair of pairs) {
          for (const point of points) {
            if (
              isAsked(pair, point) &&
              answer(cluster, pair, point) !== 'allow'
            ) {
              return { fault: 'not allowed already', goal, pair, point };
            }
          }
        }
      }
      if (plan.outcome !== 'change') continue;
      const added = plan.objects.map(({ object }) => object as Manifest);
      const changed = { ...cluster, objects: [...cluster.objects, ...added] };
      for (const pair of pairs) {
        for (const point of points) {
          const after = answer(changed, pair, point);
          if (isAsked(pair, point)) {
            if (after !== 'allow') {
              return { fault: 'still refused', goal, pair, point, added };
            }
          } else if (after !== answer(cluster, pair, point)) {
            return { fault: 'another edge changed', goal, pair, point, added };
          }
        }
      }
    }
  }
  return undefined;
}

describe('plans for the network', () => {
  it(
    'G22 open what is asked for and change no other edge, says the oracle',
    () => {
      const outcomes = new Map<string, number>();
      checkProperty(
        fc.record({
          cluster: someCluster.map(withOwnLabels),
          rules: someRules,
        }),
        ({ cluster, rules }) =>
          faultOf(cluster, rules, outcome => {
            outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
          }),
        { runs: runsOf(120, 3000), regressions: 'planner' },
      );
      expect(outcomes.get('change')).toBeGreaterThan(0);
      expect(outcomes.get('already_allowed')).toBeGreaterThan(0);
    },
    15 * 60_000,
  );
});
