import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { configMapNames } from './configMapNames';
import { watchedKinds } from './watchedKinds';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

const file = join(__dirname, '../../../../deploy/cluster-role.yaml');
const { rules } = parse(readFileSync(file, 'utf8')) as {
  readonly rules: readonly Rule[];
};

const granted = rules.flatMap(({ apiGroups, resources }) =>
  apiGroups.flatMap(group => resources.map(plural => `${plural}.${group}`)),
);

describe('the ClusterRole that ships', () => {
  it('grants every kind that is read, once, and no other', () => {
    expect([...granted].sort()).toEqual(
      watchedKinds.map(({ plural, group }) => `${plural}.${group}`).sort(),
    );
  });

  it('grants reading and nothing else', () => {
    for (const { verbs } of rules) {
      expect(verbs).toEqual(['get', 'list', 'watch']);
    }
  });

  it('grants no Secret, and nothing by a wildcard or below an object', () => {
    const words = rules.flatMap(({ apiGroups, resources }) => [
      ...apiGroups,
      ...resources,
    ]);
    for (const word of words) expect(word).not.toMatch(/secret|\*|\//i);
  });

  it('grants the config maps that are always read, by name', () => {
    const named = rules.filter(({ resources }) =>
      resources.includes('configmaps'),
    );
    expect(named).toHaveLength(1);
    expect(named[0].resources).toEqual(['configmaps']);
    expect([...(named[0].resourceNames ?? [])].sort()).toEqual(
      [...configMapNames([])].sort(),
    );
    expect(rules.filter(rule => rule.resourceNames)).toEqual(named);
  });
});
