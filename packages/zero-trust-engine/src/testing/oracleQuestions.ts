import fc, { Arbitrary } from 'fast-check';
import { Endpoint } from '../Connection';
import { compile } from '../evaluate/compile';
import { addressBits } from '../reference/addressBits';
import {
  NaiveAnswer,
  NaiveQuestion,
  judgeNaively,
} from '../reference/judgeNaively';
import { ManifestCluster } from '../reference/manifests';
import { endsOf, nodesOf, runningPods } from '../reference/NaiveFlow';
import { Direction } from '../vocabulary';
import { outsideAddresses, somePort, someProtocol } from './arbitraries';
import { snapshotOf } from './fromYaml';

/** Two ends, as the oracle writes them. */
export type Pair = Pick<NaiveQuestion, 'from' | 'to'>;

/** What is asked of every pair. */
export const somePoint: Arbitrary<Pick<NaiveQuestion, 'protocol' | 'port'>> =
  fc.record({ protocol: someProtocol, port: somePort });

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
  const pods = runningPods(cluster).map(
    ({ metadata }) => `${metadata.namespace}/${metadata.name}`,
  );
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

/** Puts questions to both and tells where they differ. */
export function differenceAt(
  cluster: ManifestCluster,
): (question: NaiveQuestion) => Difference | undefined {
  const engine = compile(
    snapshotOf(cluster.objects, {
      cni: 'other',
      ipBlockMatchesPods: cluster.ipBlockMatchesPods,
      enforces: {
        NetworkPolicy: true,
        AdminNetworkPolicy: true,
        BaselineAdminNetworkPolicy: true,
        ClusterNetworkPolicy: true,
      },
    }),
  );
  return question => {
    const { from, to, protocol, port } = question;
    const { layers } = engine.judge({
      from: endpointOf(from),
      to: endpointOf(to),
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
function endpointOf(text: string): Endpoint {
  const [namespace, name] = text.split('/');
  if (name === undefined) return { type: 'address', address: text };
  const ref = { namespace, kind: 'Pod', name };
  return { type: 'workload', ref, pod: name, via: 'address' };
}
