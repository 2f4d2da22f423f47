import { parse } from 'yaml';
import { readStory, readWorld, refOf, worldFiles } from './readWorld';

// docs/demo-story.md tells what went wrong in the shop. The troubles themselves
// are looked up in troubles.test.ts.

const story = readStory();
const eu = readWorld('prod-eu');
const us = readWorld('prod-us');
const numbersIn = (pattern: RegExp) =>
  [...story.matchAll(pattern)].map(([, number]) => number);

describe('the story', () => {
  it('names every file that has a trouble in it', () => {
    const untold = worldFiles()
      .filter(({ text }) => text.includes('# Trouble:'))
      .map(({ file }) => file)
      .filter(file => !story.includes(file))
      // Told once, with "and prod-us", when both clusters share the trouble.
      .filter(file => !story.includes(file.replace('prod-us', 'prod-eu')));
    expect(untold).toEqual([]);
  });

  it('names only files that exist', () => {
    const files = worldFiles().map(({ file }) => file);
    const told = numbersIn(/`(prod-(?:eu|us)\/[^`]+\.yaml)`/g);
    expect(told.length).toBeGreaterThan(20);
    expect(told.filter(file => !files.includes(file))).toEqual([]);
  });

  it('numbers its troubles without a gap', () => {
    const told = numbersIn(/^\| (T\d+)/gm);
    expect(told).toEqual(told.map((_, i) => `T${i + 1}`));
    expect(told).toHaveLength(21);
  });
});

describe('the verdicts worked out by hand', () => {
  type Step = { by?: string[] };
  type Verdict = {
    id: string;
    cluster: string;
    question: { from: string; to: string };
    outcome: string;
    transportBy?: string[];
    network: Step[];
    mesh?: Step[];
  };
  const verdicts = parse(
    worldFiles().find(({ file }) => file === 'verdicts.yaml')?.text ?? '',
  ) as Verdict[];
  const docsOf = (cluster: string) => (cluster === 'prod-eu' ? eu : us);

  it('are told in the story under the same numbers, clusters and outcomes', () => {
    const rows = [
      ...story.matchAll(
        /^\| (\d+) +\| `(prod-..)` .*\| \*\*(\w+)\*\*[^|]*\|$/gm,
      ),
    ].map(([, id, cluster, outcome]) => ({ id, cluster, outcome }));
    expect(rows).toEqual(
      verdicts.map(({ id, cluster, outcome }) => ({ id, cluster, outcome })),
    );
  });

  it.each(verdicts.map(verdict => [verdict.id, verdict]))(
    'ask in number %s about objects that exist, and name deciders that exist',
    (_, { cluster, question, transportBy = [], network, mesh = [] }) => {
      const known = docsOf(cluster).map(({ manifest }) => refOf(manifest));
      const ends = [question.from, question.to].filter(ref =>
        ref.includes('/'),
      );
      expect(ends.filter(ref => !known.includes(ref))).toEqual([]);
      const deciders = [...network, ...mesh]
        .flatMap(({ by = [] }) => by)
        .concat(transportBy)
        .map(by => by.replace(/^(\w+) (?:([^/]+)\/)?(.+)$/, '$2/$1/$3'));
      expect(deciders.filter(ref => !known.includes(ref))).toEqual([]);
    },
  );
});
