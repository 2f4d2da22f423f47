import { readFileSync } from 'fs';
import { resolve } from 'path';
import { filesUnder, reportCompared, withSpec } from '../testing/sharedData';

// Every vector of the specification has a case that carries its id in its name.

/** Vectors about what no object of the API server shows, and why. */
const outOfReach: Readonly<Record<string, string>> = {
  E06: 'whether the agent has an entry for a peer yet is known to the agent',
  E10: 'about an observed flow, which is evidence beside a verdict',
};

const sources = filesUnder(resolve(__dirname, '..'))
  .filter(file => /(\.yaml|\.test\.ts)$/.test(file))
  .filter(file => !file.startsWith(__dirname) && !/layers.mesh/.test(file));

withSpec('cilium.md', it.todo, file => {
  const text = readFileSync(file, 'utf8');
  const section = text.slice(
    text.indexOf('## 8. Test vectors'),
    text.indexOf('## 9. '),
  );
  const ids = [...section.matchAll(/^\| ([A-Z]\d\d) \|/gm)].map(([, id]) => id);

  it('has a case for every vector of section 8 that objects can show', () => {
    const cases = sources.map(name => readFileSync(name, 'utf8')).join('\n');
    // A case is named after its vector: YAML `name: X01 …`, or `it('X01 …`.
    const isNamed = (id: string) =>
      new RegExp(`(name: ['"]?|it\\(\\s*['"\`])${id}\\b`).test(cases);
    const missing = ids.filter(id => !isNamed(id) && !(id in outOfReach));
    expect(missing).toEqual([]);
    const reached = ids.filter(id => isNamed(id)).length;
    reportCompared('Cilium vectors', reached, `of ${ids.length}`);
  });
});
