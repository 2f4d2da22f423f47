import { Direction } from '../../vocabulary';
import { denseCluster } from '../../testing/denseCluster';
import { snapshotOf } from '../../testing/fromYaml';
import { compileNetworkLayer } from './networkLayer';

const protocols = ['TCP', 'UDP', 'SCTP'] as const;

describe('reach', () => {
  const snapshot = snapshotOf(denseCluster(4, 6), {
    cni: 'other',
    ipBlockMatchesPods: true,
  });
  const layer = compileNetworkLayer(snapshot);
  const directions: readonly Direction[] = ['ingress', 'egress'];

  it.each(directions)('answers %s as judge does, for every pair', direction => {
    for (const subject of snapshot.workloads) {
      const cells = layer.reach(subject, direction);
      for (const peer of snapshot.workloads) {
        for (const protocol of protocols) {
          for (const port of [1, 8079, 8080, 8081, 65535]) {
            const found = cells.filter(
              cell =>
                cell.protocol === protocol &&
                cell.ports.has(port) &&
                cell.peers.type === 'workloads' &&
                cell.peers.workloads.has(peer.id),
            );
            const { outcome, certainty, because } = layer.judge({
              direction,
              subject: { type: 'workload', workload: subject },
              peer: { type: 'workload', workload: peer },
              protocol,
              port,
              encryptedByMesh: false,
            });
            expect(found).toEqual([
              expect.objectContaining({ outcome, certainty, because }),
            ]);
          }
        }
      }
    }
  });

  it('covers every outside address once', () => {
    const [subject] = snapshot.workloads;
    const sets = layer
      .reach(subject, 'ingress')
      .flatMap(cell =>
        cell.protocol === 'ICMP' && cell.peers.type === 'addresses'
          ? [cell.peers.addresses]
          : [],
      );
    const total = sets.reduce((all, set) => all.union(set));
    expect(total.toCidrs()).toEqual(['0.0.0.0/0']);
    sets.forEach((set, i) =>
      sets
        .slice(i + 1)
        .forEach(other => expect(set.intersect(other).isEmpty).toBe(true)),
    );
  });

  it('names the port ranges and blocks where answers may change', () => {
    const subject = snapshot.workloads.find(w => w.ref.name === 'app-0')!;
    expect(layer.named(subject, 'ingress')).toMatchObject({
      ports: [{ first: 8080, last: 8080 }],
      cidrs: expect.arrayContaining(['10.1.0.0/16']),
    });
  });
});
