import fc from 'fast-check';
import { judgeNaively } from '../reference/judgeNaively';
import { Manifest, ManifestCluster } from '../reference/manifests';
import { Workload } from '../snapshot/Workload';
import { checkProperty, runsOf } from '../testing/checkProperty';
import {
  engineOfManifests,
  Pair,
  pairsOf,
  Point,
  somePoint,
} from '../testing/oracleQuestions';
import { someCluster } from '../testing/randomCluster';
import { remedyOf } from './remedyOf';

const podsOf = ({ namespace, pods }: Workload) =>
  pods.map(pod => `${namespace}/${pod.name}`);

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

function allows(cluster: ManifestCluster, pair: Pair, point: Point): boolean {
  const { egress, ingress } = judgeNaively(cluster, { ...pair, ...point });
  return egress.outcome === 'allow' && ingress.outcome === 'allow';
}

/** What the oracle has against a remedy that is said to be proven. */
function faultOf(
  cluster: ManifestCluster,
  points: readonly Point[],
  counted: () => void,
): object | undefined {
  const engine = engineOfManifests(cluster);
  const { workloads } = engine.snapshot;
  const [point] = points;
  const speaking = pairsOf(cluster);
  for (const from of workloads) {
    for (const to of workloads.filter(w => w.ref !== from.ref)) {
      const remedy = remedyOf(engine, {
        from: { type: 'workload', ref: from.ref },
        to: { type: 'workload', ref: to.ref },
        ...point,
      });
      if (remedy?.state !== 'proven') continue;
      counted();
      const added = remedy.objects.map(({ object }) => object as Manifest);
      const changed = { ...cluster, objects: [...cluster.objects, ...added] };
      const asked = (pair: Pair) =>
        podsOf(from).includes(pair.from) && podsOf(to).includes(pair.to);
      for (const pair of speaking) {
        for (const other of points) {
          const isAsked = asked(pair) && other === point;
          const after = allows(changed, pair, other);
          if (isAsked && !after) return { fault: 'still refused', pair, added };
          if (!isAsked && after && !allows(cluster, pair, other)) {
            return { fault: 'opened', pair, other, added };
          }
        }
      }
    }
  }
  return undefined;
}

describe('remedies that are said to be proven', () => {
  it(
    'open the call that is asked for and no other, says the oracle',
    () => {
      let proven = 0;
      checkProperty(
        fc.record({
          cluster: someCluster.map(withOwnLabels),
          points: fc.uniqueArray(somePoint, {
            minLength: 1,
            maxLength: 3,
            selector: ({ protocol, port }) => `${protocol} ${port}`,
          }),
        }),
        ({ cluster, points }) =>
          faultOf(cluster, points, () => {
            proven += 1;
          }),
        { runs: runsOf(300, 4000), regressions: 'reference/regressions' },
      );
      expect(proven).toBeGreaterThan(100);
    },
    15 * 60_000,
  );
});
