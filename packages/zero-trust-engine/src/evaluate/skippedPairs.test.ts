import { join } from 'path';
import { compileMeshLayer } from '../layers/mesh/meshLayer';
import { compileNetworkLayer } from '../layers/network/networkLayer';
import { Layers } from '../layers/Layer';
import { compileTransportLayer } from '../layers/transport/transportLayer';
import { BitSet } from '../sets/BitSet';
import { Snapshot } from '../snapshot/Snapshot';
import { checkProperty, runsOf } from '../testing/checkProperty';
import { readFixtures, snapshotOfCase } from '../testing/fixtures';
import { readMeshFixtures } from '../testing/meshFixtures';
import { snapshotOfManifests } from '../testing/oracleQuestions';
import { someCluster } from '../testing/randomCluster';
import { engineOf } from './compile';
import { Permission } from './Permission';

const layersOf = (snapshot: Snapshot): Layers => ({
  network: compileNetworkLayer(snapshot),
  transport: compileTransportLayer(snapshot),
  mesh: compileMeshLayer(snapshot),
});

/** The same layers, and nothing that says which pairs need no look. */
function lookingAtAll(layers: Layers, { workloads }: Snapshot): Layers {
  const everything = {
    peersOf: () => BitSet.all(workloads.length),
    mayPass: () => true,
    mayName: () => true,
    portsBetween: () => () => true,
    portsOutside: () => () => true,
  };
  const network = Object.assign(Object.create(layers.network), everything);
  return { ...layers, network };
}

/** Rows that are there only when every pair is looked at. */
function missingRows(snapshot: Snapshot): readonly Permission[] {
  const layers = layersOf(snapshot);
  const engine = engineOf(snapshot, layers);
  const thorough = engineOf(snapshot, lookingAtAll(layers, snapshot));
  return snapshot.workloads.flatMap(({ key }) =>
    (['ingress', 'egress'] as const).flatMap(direction => {
      const all = thorough.permissions(key, direction);
      const open = all.filter(row => row.outcome !== 'deny');
      return [
        // First, while the rows of `permissions` are not known yet.
        ...without(engine.openings(key, direction), open),
        ...without(engine.permissions(key, direction), all),
      ];
    }),
  );
}

function without(rows: readonly Permission[], all: readonly Permission[]) {
  const texts = new Set(rows.map(row => JSON.stringify(row)));
  return all.filter(row => !texts.has(JSON.stringify(row)));
}

const layerFolder = (layer: string) =>
  join(__dirname, '..', 'layers', layer, 'fixtures');

describe('pairs that are not looked at', () => {
  it('have no rows in random clusters', () => {
    checkProperty(someCluster, c => missingRows(snapshotOfManifests(c)).at(0), {
      runs: runsOf(60),
      regressions: 'evaluate/regressions',
    });
  });

  const fixtures = [
    ...readFixtures(layerFolder('network')),
    ...readMeshFixtures(layerFolder('mesh')),
    ...readMeshFixtures(layerFolder('transport')),
  ];
  it.each(fixtures.map(fixture => [fixture.file, fixture] as const))(
    'have no rows in %s',
    (_file, fixture) => {
      const clusters = new Map(
        fixture.cases.map(c => [JSON.stringify([c.given, c.facts]), c]),
      );
      for (const testCase of [...clusters.values()].slice(0, runsOf(4))) {
        const snapshot = snapshotOfCase(fixture, testCase);
        expect(missingRows(snapshot)).toEqual([]);
      }
    },
  );
});
