import { denseCluster } from '../../testing/denseCluster';
import { snapshotOf } from '../../testing/fromYaml';
import { compileNetworkLayer } from './networkLayer';

describe('reach', () => {
  it('answers all pairs of a dense cluster of 1,000 workloads quickly', () => {
    const snapshot = snapshotOf(denseCluster(50, 20), {
      cni: 'other',
      ipBlockMatchesPods: true,
    });
    const started = performance.now();
    const layer = compileNetworkLayer(snapshot);
    const compiled = performance.now();
    let cells = 0;
    for (const workload of snapshot.workloads) {
      cells += layer.reach(workload, 'ingress').length;
      cells += layer.reach(workload, 'egress').length;
    }
    const ended = performance.now();
    console.log(
      snapshot.workloads.length,
      snapshot.objects('NetworkPolicy').length,
      cells,
      compiled - started,
      ended - compiled,
    );
    expect(cells).toBeGreaterThan(0);
  });
});
