import { Made, again } from '../again';
import { Layers, MeshLayer, TransportLayer } from '../layers/Layer';
import {
  CompiledNetworkLayer,
  compileNetworkLayer,
} from '../layers/network/networkLayer';
import { compileMeshLayer } from '../layers/mesh/meshLayer';
import { compileTransportLayer } from '../layers/transport/transportLayer';
import { Snapshot } from '../snapshot/Snapshot';
import { Engine } from './Engine';
import {
  authorizationKinds,
  inputsWithout,
  meshKinds,
  networkKinds,
} from './layerInputs';
import { judge, judgeAll } from './judge';
import { Permissions } from './Permissions';
import { Resolver } from './Resolver';

/** The parts of an engine, for the next one to take over. */
interface Compiled {
  readonly network: Made<CompiledNetworkLayer>;
  readonly transport: Made<TransportLayer>;
  readonly mesh: Made<MeshLayer>;
  readonly resolver: Made<Resolver>;
}

const compiledOf = new WeakMap<Engine, Compiled>();

/**
 * Snapshot → engine: every layer compiled once. Permissions are worked out when
 * they are first asked for, and kept as long as the engine is.
 *
 * @param previous - the engine of an earlier snapshot from the same
 *   `SnapshotBuilder`: whatever no change touches is taken over from it. The
 *   answers are those of an engine that is compiled from nothing.
 */
export function compile(snapshot: Snapshot, previous?: Engine): Engine {
  const last = previous && compiledOf.get(previous);
  const compiled: Compiled = {
    network: again(last?.network, inputsWithout(meshKinds, snapshot), () =>
      compileNetworkLayer(snapshot, last?.network.value),
    ),
    transport: again(
      last?.transport,
      inputsWithout(
        new Set([...networkKinds, ...authorizationKinds]),
        snapshot,
      ),
      () => compileTransportLayer(snapshot),
    ),
    mesh: again(last?.mesh, inputsWithout(networkKinds, snapshot), () =>
      compileMeshLayer(snapshot),
    ),
    resolver: again(
      last?.resolver,
      inputsWithout(new Set([...networkKinds, ...meshKinds]), snapshot),
      () => new Resolver(snapshot),
    ),
  };
  const layers = {
    network: compiled.network.value,
    transport: compiled.transport.value,
    mesh: compiled.mesh.value,
  };
  const engine = engineOf(snapshot, layers, compiled.resolver.value);
  compiledOf.set(engine, compiled);
  return engine;
}

/** An engine over given layers; tests put their own here. */
export function engineOf(
  snapshot: Snapshot,
  layers: Layers,
  resolver: Resolver = new Resolver(snapshot),
): Engine {
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
