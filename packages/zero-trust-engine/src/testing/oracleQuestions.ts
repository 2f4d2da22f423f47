import fc, { Arbitrary } from 'fast-check';
import { Endpoint } from '../Connection';
import { compile } from '../evaluate/compile';
import { Engine } from '../evaluate/Engine';
import { addressBits } from '../reference/addressBits';
import {
  NaiveAnswer,
  NaiveQuestion,
  judgeNaively,
} from '../reference/judgeNaively';
import { ManifestCluster, PodManifest } from '../reference/manifests';
import { endsOf, nodesOf, runningPods } from '../reference/NaiveFlow';
import { Snapshot } from '../snapshot/Snapshot';
import { Direction } from '../vocabulary';
import { outsideAddresses, somePort, someProtocol } from './arbitraries';
import { snapshotOf } from './fromYaml';

/** Two ends, as the oracle writes them. */
export type Pair = Pick<NaiveQuestion, 'from' | 'to'>;

/** What is asked of every pair. */
export type Point = Pick<NaiveQuestion, 'protocol' | 'port'>;

export const somePoint: Arbitrary<Point> = fc.record({
  protocol: someProtocol,
  port: somePort,
});

/** Where the engine says otherwise than the oracle. */
export interface Difference {
  readonly question: NaiveQuestion;
  readonly oracle: Readonly<Record<Direction, NaiveAnswer>>;
  readonly engine: Readonly<Record<Direction, unknown>>;
}

/**
 * Every pair of pods, nodes and outside addresses that can speak: at least one
 * of them a pod, and with an address family in common.
 */
export function pairsOf(cluster: ManifestCluster): readonly Pair[] {
  const pods = runningPods(cluster).map(nameOfPod);
  const addresses = [
    ...nodesOf(cluster).flatMap(({ status }) =>
      status.addresses.map(({ address }) => address),
    ),
    ...outsideAddresses,
  ];
  const families = new Map(
    [...pods, ...addresses].map(end => [
      end,
      new Set(endsOf(cluster, end).map(e => addressBits(e.address).length)),
    ]),
  );
  const speak = ({ from, to }: Pair) =>
    [...families.get(from)!].some(family => families.get(to)!.has(family));
  return pods
    .flatMap(pod => [
      ...pods.map(to => ({ from: pod, to })),
      ...addresses.flatMap(address => [
        { from: pod, to: address },
        { from: address, to: pod },
      ]),
    ])
    .filter(speak);
}

/** The engine for a cluster whose plugin enforces every kind of policy. */
export function engineOfManifests(cluster: ManifestCluster): Engine {
  return compile(snapshotOfManifests(cluster));
}

export function snapshotOfManifests(cluster: ManifestCluster): Snapshot {
  return snapshotOf(cluster.objects, {
    cni: 'other',
    ipBlockMatchesPods: cluster.ipBlockMatchesPods,
    enforces: {
      NetworkPolicy: true,
      AdminNetworkPolicy: true,
      BaselineAdminNetworkPolicy: true,
      ClusterNetworkPolicy: true,
    },
  });
}

/** Puts questions to both and tells where they differ. */
export function differenceAt(
  cluster: ManifestCluster,
): (question: NaiveQuestion) => Difference | undefined {
  const engine = engineOfManifests(cluster);
  return question => {
    const { from, to, protocol, port } = question;
    const { layers } = engine.judge({
      from: endpointOf(cluster, from),
      to: endpointOf(cluster, to),
      protocol,
      port,
      http: null,
    });
    const oracle = judgeNaively(cluster, question);
    const differs = (['egress', 'ingress'] as const).some(direction => {
      const [answer, more] = layers.filter(l => l.direction === direction);
      return (
        more !== undefined ||
        answer?.outcome !== oracle[direction].outcome ||
        answer.certainty !== oracle[direction].certainty
      );
    });
    if (!differs) return undefined;
    const said = (direction: Direction) =>
      layers.filter(layer => layer.direction === direction);
    const engineSays = { egress: said('egress'), ingress: said('ingress') };
    return { question, oracle, engine: engineSays };
  };
}

/** The same end in a question of the engine. */
export function endpointOf(cluster: ManifestCluster, text: string): Endpoint {
  const found = runningPods(cluster).find(pod => nameOfPod(pod) === text);
  if (!found) return { type: 'address', address: text };
  const { namespace, name, ownerReferences } = found.metadata;
  const [owner] = ownerReferences ?? [{ kind: 'Pod', name }];
  const ref = { namespace, kind: owner.kind, name: owner.name };
  return { type: 'workload', ref, pod: name, via: 'address' };
}

export function nameOfPod({ metadata }: PodManifest): string {
  return `${metadata.namespace}/${metadata.name}`;
}
