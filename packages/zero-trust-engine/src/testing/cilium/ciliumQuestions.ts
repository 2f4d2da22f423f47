import fc, { Arbitrary } from 'fast-check';
import { Endpoint } from '../../Connection';
import { compile } from '../../evaluate/compile';
import {
  CiliumQuestion,
  judgeCiliumNaively,
} from '../../reference/cilium/judgeCiliumNaively';
import {
  CiliumCluster,
  groundOf,
} from '../../reference/cilium/ciliumManifests';
import { Snapshot } from '../../snapshot/Snapshot';
import { Direction, Outcome } from '../../vocabulary';
import { somePort, someProtocol } from '../arbitraries';
import { snapshotOf } from '../fromYaml';
import { endpointOf, nameOfPod, pairsOf } from '../oracleQuestions';
import { runningPods } from '../../reference/NaiveFlow';
import { names } from './ciliumNames';

/** What is asked of every pair. */
export type CiliumPoint = Pick<CiliumQuestion, 'protocol' | 'port'>;

export const someCiliumPoint: Arbitrary<CiliumPoint> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ protocol: someProtocol, port: somePort }),
  },
  { weight: 1, arbitrary: fc.constant({ protocol: 'UDP' as const, port: 53 }) },
  {
    weight: 1,
    arbitrary: fc.constant({ protocol: 'ICMP' as const, port: null }),
  },
);

/** One address of every block that rules of random clusters tell apart. */
export const behindNames: readonly string[] = [
  ['0.0.0.0', '9.255.255.255', '10.0.0.0', '10.0.0.1', '10.0.0.2', '10.0.0.3'],
  ['10.0.0.4', '10.0.1.0', '11.0.0.0', '192.168.0.0', '192.168.0.1'],
  ['192.168.0.2', '192.168.1.0', '192.169.0.0', '198.51.100.1', '203.0.113.0'],
  ['203.0.113.9', '203.0.113.10', '203.0.113.128', '203.0.114.0'],
  ['::', 'fd00::', 'fd00::1', 'fd00::2', 'fd00::4', 'fd00:0:0:1::', 'fe00::'],
  ['2001:db8::', '2001:db8:1::', '2001:db8:2::', '2001:db9::'],
].flat();

/** Every pair of ends, and names that pods may call. */
export function ciliumPairsOf(
  cluster: CiliumCluster,
): readonly Pick<CiliumQuestion, 'from' | 'to'>[] {
  const ground = groundOf(cluster);
  return [
    ...pairsOf(ground),
    ...runningPods(ground).flatMap(pod =>
      names.map(name => ({ from: nameOfPod(pod), to: `fqdn:${name}` })),
    ),
  ];
}

/** The engine's snapshot, with the settings where Cilium has them. */
export function snapshotOfCilium({
  version,
  config,
  objects,
}: CiliumCluster): Snapshot {
  const map = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'cilium-config', namespace: 'kube-system' },
    data: config,
  };
  return snapshotOf([...objects, map], {
    cni: 'cilium',
    cilium: { version },
    istio: { installed: false },
  });
}

/** Where the engine says otherwise than the oracle. */
export interface CiliumDifference {
  readonly question: CiliumQuestion;
  readonly oracle: Readonly<Record<Direction, Outcome>>;
  readonly engine: Readonly<Record<Direction, unknown>>;
}

/** Puts questions to both and tells where they differ. */
export function ciliumDifferenceAt(
  cluster: CiliumCluster,
): (question: CiliumQuestion) => CiliumDifference | undefined {
  const engine = compile(snapshotOfCilium(cluster));
  const ground = groundOf(cluster);
  const endOf = (text: string): Endpoint =>
    text.startsWith('fqdn:')
      ? { type: 'fqdn', name: text.slice('fqdn:'.length) }
      : endpointOf(ground, text);
  return question => {
    const { from, to, protocol, port } = question;
    const { layers } = engine.judge({
      from: endOf(from),
      to: endOf(to),
      protocol,
      port,
      http: null,
    });
    const oracle = judgeCiliumNaively(cluster, question, behindNames);
    const said = (direction: Direction) =>
      layers.filter(layer => layer.direction === direction);
    const differs = (['egress', 'ingress'] as const).some(direction => {
      const [answer, more] = said(direction);
      return more !== undefined || answer?.outcome !== oracle[direction];
    });
    if (!differs) return undefined;
    const engineSays = { egress: said('egress'), ingress: said('ingress') };
    return { question, oracle, engine: engineSays };
  };
}
