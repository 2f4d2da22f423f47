import { join } from 'path';
import { compileMeshLayer } from '../layers/mesh/meshLayer';
import { compileNetworkLayer } from '../layers/network/networkLayer';
import { compileTransportLayer } from '../layers/transport/transportLayer';
import { Snapshot } from '../snapshot/Snapshot';
import { readFixtures, snapshotOfCase } from '../testing/fixtures';
import { readMeshFixtures } from '../testing/meshFixtures';
import { engineOf } from './compile';
import { Resolver } from './Resolver';
import { meshKinds, networkKinds } from './layerInputs';

/** The same snapshot, of which some kinds must not be read. */
function refusing(snapshot: Snapshot, kinds: ReadonlySet<string>): Snapshot {
  return {
    ...snapshot,
    objects(kind) {
      if (kinds.has(kind)) throw new Error(`reads ${kind}`);
      return snapshot.objects(kind);
    },
  };
}

const fixturesOf = (layer: string) =>
  join(__dirname, '..', 'layers', layer, 'fixtures');

describe('layers read no kind whose changes they sleep through', () => {
  const fixtures = [
    ...readFixtures(fixturesOf('network')),
    ...readMeshFixtures(fixturesOf('mesh')),
    ...readMeshFixtures(fixturesOf('transport')),
  ];

  it.each(fixtures.map(fixture => [fixture.file, fixture] as const))(
    'as in %s',
    (_file, fixture) => {
      const snapshot = snapshotOfCase(fixture, fixture.cases[0]);
      const layers = {
        network: compileNetworkLayer(refusing(snapshot, meshKinds)),
        transport: compileTransportLayer(refusing(snapshot, networkKinds)),
        mesh: compileMeshLayer(refusing(snapshot, networkKinds)),
      };
      const resolver = new Resolver(
        refusing(refusing(snapshot, networkKinds), meshKinds),
      );
      const engine = engineOf(snapshot, layers, resolver);
      for (const { key } of snapshot.workloads) {
        expect(() => engine.permissions(key, 'ingress')).not.toThrow();
        expect(() => engine.permissions(key, 'egress')).not.toThrow();
      }
    },
  );
});
