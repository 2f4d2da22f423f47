import { Layers } from '../layers/Layer';
import { compileNetworkLayer } from '../layers/network/networkLayer';
import { compileMeshLayer } from '../layers/mesh/meshLayer';
import { compileTransportLayer } from '../layers/transport/transportLayer';
import { Snapshot } from '../snapshot/Snapshot';
import { Engine } from './Engine';
import { judge, judgeAll } from './judge';
import { Permissions } from './Permissions';
import { Resolver } from './Resolver';

/**
 * Snapshot → engine: every layer compiled once. Permissions are worked out when
 * they are first asked for, and kept as long as the engine is.
 */
export function compile(snapshot: Snapshot): Engine {
  return engineOf(snapshot, {
    network: compileNetworkLayer(snapshot),
    transport: compileTransportLayer(snapshot),
    mesh: compileMeshLayer(snapshot),
  });
}

/** An engine over given layers; tests put their own here. */
export function engineOf(snapshot: Snapshot, layers: Layers): Engine {
  const resolver = new Resolver(snapshot);
  const context = { snapshot, layers, resolver };
  const permissions = new Permissions(context);
  return {
    snapshot,
    layers,
    judge: connection => judge(context, connection),
    permissions: (key, direction) => permissions.of(key, direction),
    openings: (key, direction) => permissions.openings(key, direction),
    addresses: (key, direction) => permissions.addresses(key, direction),
    isolation(key, direction) {
      const workload = snapshot.workloads.find(w => w.key === key);
      if (!workload) throw new Error(`no workload '${key}' in the snapshot`);
      return layers.network.isolation(workload, direction);
    },
    path: question => layers.transport.connect(question),
    trace(connection) {
      const found = judgeAll(context, connection);
      return 'reason' in found ? [] : found.ordered;
    },
    resolve(connection) {
      const { from, to, protocol, port } = connection;
      const targets = resolver.targets(to, protocol, port);
      return {
        from: resolver.callers(from).map(caller => caller.party),
        to: 'reason' in targets ? [] : targets.map(target => target.party),
      };
    },
  };
}
