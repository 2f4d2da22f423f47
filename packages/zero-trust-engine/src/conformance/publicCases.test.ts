import { join } from 'path';
import { compile } from '../evaluate/compile';
import { snapshotOfCase } from '../testing/fixtures';
import { compareMeshCase, readMeshFixtures } from '../testing/meshFixtures';

/**
 * Situations that people reported in public, cut down to a few objects. A case
 * passes when the verdict and the named cause are right.
 */
describe.each(
  readMeshFixtures(join(__dirname, 'cases')).map(f => [f.rule, f] as const),
)('%s', (_rule, fixture) => {
  it.each(fixture.cases.map(c => [c.name, c] as const))('%s', (_name, c) => {
    const engine = compile(snapshotOfCase(fixture, c));
    const { want, got } = compareMeshCase(c, engine);
    expect(got).toEqual(want);
  });
});
