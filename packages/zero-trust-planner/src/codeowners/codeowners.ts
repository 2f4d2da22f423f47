import picomatch from 'picomatch';
import { PlanFinding } from '../AccessPlan';
import { RepositoryTree } from '../PolicySource';
import { readYamlText } from '../yaml/readYamlText';

/** One line of a CODEOWNERS file. */
export interface CodeownersRule {
  readonly matches: (path: string) => boolean;
  /** Empty: the line takes ownership away. */
  readonly owners: readonly string[];
}

const places = {
  github: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
  gitlab: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
  gitea: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitea/CODEOWNERS'],
} as const;

/** The first CODEOWNERS file that a host reads; `undefined` without one. */
export const readCodeowners = async (
  tree: RepositoryTree,
  host: keyof typeof places,
): Promise<readonly CodeownersRule[] | undefined> => {
  for (const path of places[host]) {
    const file = tree.files.find(({ path: other }) => other === path);
    const bytes = file && (await tree.read(path));
    const text = file && bytes && readYamlText(bytes, file.mode);
    if (text && text.ok) return parseCodeowners(text.value);
  }
  return undefined;
};

/** Rules in the order of the file. Sections of GitLab are read as one list. */
export const parseCodeowners = (text: string): readonly CodeownersRule[] =>
  text
    .split(/\r?\n/)
    .map(line => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter(line => line !== '' && !/^\^?\[/.test(line))
    .map(line => {
      const [pattern, ...owners] = line.split(/(?<!\\)\s+/);
      return { matches: matcherOf(pattern), owners };
    });

/** Owners of a path: the last line that matches wins. */
export const codeownersOf = (
  rules: readonly CodeownersRule[],
  path: string,
): readonly string[] =>
  rules.findLast(({ matches }) => matches(path))?.owners ?? [];

/** Patterns as in `.gitignore`: a folder means what is in it. */
const matcherOf = (pattern: string): ((path: string) => boolean) => {
  const bare = pattern.replace(/^\//, '').replace(/\/$/, '');
  const isAnchored = pattern.startsWith('/') || bare.includes('/');
  const base = isAnchored ? bare : `**/${bare}`;
  const globs = pattern.endsWith('/') ? [`${base}/**`] : [base, `${base}/**`];
  // `docs/*` means the files of the folder, not what is in folders below it.
  const exact = bare.endsWith('/*') ? [base] : globs;
  return picomatch(exact, { dot: true, nonegate: true, noextglob: true });
};

/**
 * Says which files the owners of the callee do not own on the git host: its
 * approval rules and ours would ask different people. Nothing is said where the
 * repository has no CODEOWNERS.
 */
export const codeownersMismatch = (
  rules: readonly CodeownersRule[] | undefined,
  paths: readonly string[],
  owners: readonly string[],
): readonly PlanFinding[] => {
  if (!rules) return [];
  const expected = new Set(owners.map(owner => owner.toLowerCase()));
  const about = paths.filter(
    path =>
      !codeownersOf(rules, path).some(owner =>
        expected.has(owner.toLowerCase()),
      ),
  );
  return about.length === 0
    ? []
    : [
        {
          id: 'codeowners-mismatch',
          level: 'warn',
          message:
            'CODEOWNERS of the repository names no owner of the callee for a file that is written',
          about,
        },
      ];
};
