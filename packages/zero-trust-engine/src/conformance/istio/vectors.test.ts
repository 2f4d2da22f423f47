import { readFileSync } from 'fs';
import { join } from 'path';
import { readMeshFixtures } from '../../testing/meshFixtures';
import { reportCompared, withShared } from '../../testing/sharedData';

/** Lines of the specification's section 9, `P01 …`. */
function vectorsIn(specification: string): readonly string[] {
  return Array.from(
    specification.matchAll(/^([PCAZEN]\d{2}) /gm),
    ([, id]) => id,
  );
}

const casesIn = (folder: string) =>
  readMeshFixtures(join(__dirname, folder)).flatMap(({ cases }) =>
    cases.map(({ name }) => name),
  );

describe('there is a fixture', () => {
  withShared('specs/istio.md', it.todo, file => {
    it('for every vector of the specification', () => {
      const vectors = vectorsIn(readFileSync(file, 'utf8'));
      const names = [
        ...casesIn('../../layers/mesh/fixtures'),
        ...casesIn('../../layers/transport/fixtures'),
      ];
      const missing = vectors.filter(
        id => !names.some(name => name.startsWith(`${id} `)),
      );
      expect(vectors.length).toBeGreaterThan(100);
      expect(missing).toEqual([]);
      reportCompared('vectors of Istio', vectors.length, 'vectors');
    });
  });

  withShared('cases/bug-cases.md', it.todo, file => {
    it('for every public case', () => {
      const ids = Array.from(
        readFileSync(file, 'utf8').matchAll(/^id: "(\d+)"$/gm),
        ([, id]) => id,
      );
      const ours = readMeshFixtures(join(__dirname, '../cases')).map(
        ({ rule }) => rule.slice(0, 2),
      );
      expect(ids).toHaveLength(25);
      expect([...ours].sort()).toEqual([...ids].sort());
    });
  });
});
