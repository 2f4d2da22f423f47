import { PortSet } from '../../sets/PortSet';
import { Snapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';
import { checkProperty, runsOf } from '../../testing/checkProperty';
import { portsOfInterest } from '../../testing/arbitraries';
import { snapshotOfManifests } from '../../testing/oracleQuestions';
import { someCluster } from '../../testing/randomCluster';
import { Direction } from '../../vocabulary';
import { Party } from '../Layer';
import { CellPeers, NetworkCell } from './NetworkReach';
import { CompiledNetworkLayer, compileNetworkLayer } from './networkLayer';

const directions: readonly Direction[] = ['ingress', 'egress'];
const protocols = ['TCP', 'UDP', 'SCTP', 'ICMP'] as const;

/** One end in one direction, and its cells. */
interface Side {
  readonly subject: Workload;
  readonly direction: Direction;
  readonly cells: readonly NetworkCell[];
}

function sidesOf(snapshot: Snapshot): {
  readonly layer: CompiledNetworkLayer;
  readonly sides: readonly Side[];
} {
  const layer = compileNetworkLayer(snapshot);
  const sides = snapshot.workloads.flatMap(subject =>
    directions.map(direction => ({
      subject,
      direction,
      cells: layer.reach(subject, direction),
    })),
  );
  return { layer, sides };
}

const sameGroup = (a: CellPeers, b: CellPeers): boolean =>
  JSON.stringify(keyOf(a)) === JSON.stringify(keyOf(b));

function keyOf(peers: CellPeers): readonly string[] {
  switch (peers.type) {
    case 'workloads':
      return [peers.type, peers.workloads.toString()];
    case 'addresses':
      return [peers.type, peers.addresses.toString()];
    case 'reserved':
      return [peers.type, peers.peer];
    default:
      return [peers.type, peers.name];
  }
}

/** Peers of a side, each group of them once. */
function groupsOf({ cells }: Side): readonly CellPeers[] {
  return cells.reduce<readonly CellPeers[]>(
    (known, { peers }) =>
      known.some(other => sameGroup(other, peers)) ? known : [...known, peers],
    [],
  );
}

/** Every port of every protocol is in exactly one cell of each group of peers. */
function splitTraffic(side: Side): string | undefined {
  for (const peers of groupsOf(side)) {
    for (const protocol of protocols) {
      const cells = side.cells.filter(
        cell => cell.protocol === protocol && sameGroup(cell.peers, peers),
      );
      const union = cells.reduce(
        (all, cell) => all.union(cell.ports),
        PortSet.none,
      );
      const meet = cells.some((cell, i) =>
        cells.slice(i + 1).some(o => !cell.ports.intersect(o.ports).isEmpty),
      );
      const wanted = protocol === 'ICMP' ? PortSet.none : PortSet.all;
      const isSplit =
        union.equals(wanted) &&
        !meet &&
        (protocol !== 'ICMP' || cells.length === 1);
      if (!isSplit) return `${protocol} of ${keyOf(peers).join(' ')}`;
    }
  }
  return undefined;
}

/** Every workload and every address is in exactly one group. */
function splitPeers(side: Side, snapshot: Snapshot): string | undefined {
  const groups = groupsOf(side);
  const homeless = snapshot.workloads.find(
    ({ id }) =>
      groups.filter(g => g.type === 'workloads' && g.workloads.has(id))
        .length !== 1,
  );
  if (homeless) return `workload ${homeless.key}`;
  const blocks = groups.flatMap(g =>
    g.type === 'addresses' ? [g.addresses] : [],
  );
  const meet = blocks.some((block, i) =>
    blocks.slice(i + 1).some(other => !block.intersect(other).isEmpty),
  );
  const all = blocks.reduce((union, block) => union.union(block));
  const isWorld = ['0.0.0.0/0', '::/0', '0.0.0.0/0,::/0'].includes(
    all.toString(),
  );
  return meet || !isWorld ? `addresses ${all}` : undefined;
}

/** Everybody in a cell has its answer. */
function differsFromJudge(
  layer: CompiledNetworkLayer,
  { subject, direction, cells }: Side,
  { workloads }: Snapshot,
): string | undefined {
  for (const { peers, protocol, ports, outcome, certainty } of cells) {
    const members: readonly Party[] =
      peers.type === 'workloads'
        ? [...peers.workloads.ids()].map(id => ({
            type: 'workload',
            workload: workloads[id],
          }))
        : [];
    const points =
      protocol === 'ICMP' ? [null] : portsOfInterest.filter(p => ports.has(p));
    for (const peer of members) {
      for (const port of points) {
        const answer = layer.judge({
          direction,
          subject: { type: 'workload', workload: subject },
          peer,
          protocol,
          port,
          encryptedByMesh: false,
        });
        if (answer.outcome !== outcome || answer.certainty !== certainty) {
          return `${keyOf(peers).join(' ')} ${protocol} ${port}`;
        }
      }
    }
  }
  return undefined;
}

const options = { runs: runsOf(40), regressions: 'layers/network/regressions' };

describe('the reach of random clusters', () => {
  it('splits the traffic of everybody', () => {
    checkProperty(
      someCluster,
      cluster =>
        sidesOf(snapshotOfManifests(cluster))
          .sides.map(splitTraffic)
          .find(fault => fault !== undefined),
      options,
    );
  });

  it('splits everybody into groups', () => {
    checkProperty(
      someCluster,
      cluster => {
        const snapshot = snapshotOfManifests(cluster);
        return sidesOf(snapshot)
          .sides.map(side => splitPeers(side, snapshot))
          .find(fault => fault !== undefined);
      },
      options,
    );
  });

  it('has the answer of every member in each cell', () => {
    checkProperty(
      someCluster,
      cluster => {
        const snapshot = snapshotOfManifests(cluster);
        const { layer, sides } = sidesOf(snapshot);
        return sides
          .map(side => differsFromJudge(layer, side, snapshot))
          .find(fault => fault !== undefined);
      },
      options,
    );
  });
});
