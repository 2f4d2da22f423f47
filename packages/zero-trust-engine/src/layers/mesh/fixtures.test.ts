import { join } from 'path';
import { compile } from '../../evaluate/compile';
import { snapshotOfCase } from '../../testing/fixtures';
import { compareMeshCase, readMeshFixtures } from '../../testing/meshFixtures';

describe.each(
  ['.', '../transport']
    .flatMap(layer => readMeshFixtures(join(__dirname, layer, 'fixtures')))
    .map(fixture => [fixture.file, fixture] as const),
)('%s', (_file, fixture) => {
  it.each(fixture.cases.map(c => [c.name, c] as const))('%s', (_name, c) => {
    const engine = compile(snapshotOfCase(fixture, c));
    const { want, got } = compareMeshCase(c, engine);
    expect(got).toEqual(want);
  });
});
