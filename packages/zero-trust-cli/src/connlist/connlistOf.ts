import { Direction, Engine, IpSet, Permission } from '@ztn/zero-trust-engine';
import { AddressInterval, addressPartition } from './addressPartition';
import { AnalyzerCluster, controllerKey } from './analyzerCluster';
import { mergeVariants } from './mergeVariants';
import { Networks } from './networks/Networks';
import { Peer, workloadPeer } from './Peer';
import { TrafficSet } from '../output/TrafficSet';

/** Everything that may pass from one peer to another. */
export interface Connections {
  readonly from: Peer;
  readonly to: Peer;
  readonly traffic: TrafficSet;
}

/**
 * All permitted connections of a cluster, in the units of netpol-analyzer:
 * workload to workload, workload from or to an interval of addresses, ingress
 * controller to what Ingress and Route lead to. What is not certainly allowed is
 * not listed, nor what a workload may send to itself. Only the primary network of
 * each workload counts.
 *
 * @param cuts - intervals of addresses; where its own policies cut when left out
 */
export function connlistOf(
  cluster: AnalyzerCluster,
  cuts: AddressCuts = cutsOf(cluster),
): readonly Connections[] {
  const { engine } = cluster;
  const { snapshot } = engine;
  const peers = new Map(
    snapshot.workloads
      .filter(({ key }) => key !== controllerKey)
      .map(workload => [workload.key, workloadPeer(workload)]),
  );
  const ofWorkloads = [...peers].flatMap(([key, self]) => [
    ...toWorkloads(engine, key, peers),
    ...outside(engine, key, 'egress', cuts.egress).map(({ peer, traffic }) => ({
      from: self,
      to: peer,
      traffic,
    })),
    ...outside(engine, key, 'ingress', cuts.ingress).map(
      ({ peer, traffic }) => ({
        from: peer,
        to: self,
        traffic,
      }),
    ),
  ]);
  const all = [...ofWorkloads, ...throughController(cluster, peers)];
  return mergeVariants(
    all.filter(({ from, to }) => meet(from, to, cluster.networks)),
    snapshot.workloads,
  );
}

/** Between workloads of two primary networks nothing passes. */
function meet(from: Peer, to: Peer, networks: Networks): boolean {
  return (
    from.type !== 'workload' ||
    to.type !== 'workload' ||
    networks.primaryId(from.namespace) === networks.primaryId(to.namespace)
  );
}

/** Intervals of outside addresses, as sources and as destinations. */
export type AddressCuts = Readonly<
  Record<Direction, readonly AddressInterval[]>
>;

function cutsOf({ engine: { snapshot } }: AnalyzerCluster): AddressCuts {
  return {
    ingress: addressPartition(snapshot, 'ingress'),
    egress: addressPartition(snapshot, 'egress'),
  };
}

type Peers = ReadonlyMap<string, Peer>;

function toWorkloads(
  engine: Engine,
  key: string,
  peers: Peers,
): readonly Connections[] {
  const from = peers.get(key);
  return [...byWorkload(allowed(engine, key, 'egress'))].flatMap(
    ([other, traffic]) => {
      const to = other === key ? undefined : peers.get(other);
      return from && to ? [{ from, to, traffic }] : [];
    },
  );
}

/** Of what the controller may send, what some entry leads to. */
function throughController(
  { engine, targets }: AnalyzerCluster,
  peers: Peers,
): readonly Connections[] {
  if (targets.size === 0) return [];
  const sent = byWorkload(allowed(engine, controllerKey, 'egress'));
  return [...targets].flatMap(([key, ports]) => {
    const to = peers.get(key);
    const wanted = TrafficSet.of({ protocol: 'TCP', ports: ports.ranges });
    const traffic = wanted.intersect(sent.get(key) ?? TrafficSet.none);
    return to && !traffic.isEmpty
      ? [{ from: { type: 'ingress-controller' as const }, to, traffic }]
      : [];
  });
}

/** Rows of what is certainly allowed. */
function allowed(
  engine: Engine,
  key: string,
  direction: Direction,
): readonly Permission[] {
  return engine
    .openings(key, direction)
    .filter(({ outcome }) => outcome === 'allow');
}

function byWorkload(
  rows: readonly Permission[],
): ReadonlyMap<string, TrafficSet> {
  const found = new Map<string, TrafficSet>();
  for (const { peer, traffic } of rows) {
    if (peer.type !== 'workload') continue;
    const known = found.get(peer.key) ?? TrafficSet.none;
    found.set(peer.key, known.union(TrafficSet.of(traffic)));
  }
  return found;
}

function outside(
  engine: Engine,
  key: string,
  direction: Direction,
  partition: readonly AddressInterval[],
): readonly { readonly peer: Peer; readonly traffic: TrafficSet }[] {
  const sets = allowed(engine, key, direction).flatMap(({ peer, traffic }) =>
    peer.type === 'addresses'
      ? [{ addresses: setOf(peer.cidrs), traffic: TrafficSet.of(traffic) }]
      : [],
  );
  return partition.flatMap(interval => {
    const addresses = IpSet.ofRanges([{ family: 4, ...interval }]);
    const traffic = sets
      .filter(set => addresses.isSubsetOf(set.addresses))
      .reduce((sum, set) => sum.union(set.traffic), TrafficSet.none);
    const peer = { type: 'addresses' as const, interval };
    return traffic.isEmpty ? [] : [{ peer, traffic }];
  });
}

function setOf(cidrs: readonly string[]): IpSet {
  return cidrs.reduce(
    (set, cidr) => set.union(IpSet.ofCidr(cidr) ?? IpSet.none),
    IpSet.none,
  );
}
