import picomatch from 'picomatch';
import { PlanFinding } from '../AccessPlan';
import { PlanSettings } from '../guardrails/PlanSettings';
import { isProductionTier } from '../guardrails/requestWords';
import { readYamlText } from '../yaml/readYamlText';

/** One line of a CODEOWNERS file. */
export interface CodeownersRule {
  readonly matches: (path: string) => boolean;
  /** Empty: the line takes ownership away. */
  readonly owners: readonly string[];
}

const places: Readonly<Record<string, readonly string[]>> = {
  github: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
  gitlab: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
  gitea: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitea/CODEOWNERS'],
};

/** Reads a file of a repository at one commit. */
export type ReadFile = (
  path: string,
) => Promise<{ readonly bytes: Uint8Array; readonly mode: string } | undefined>;

/**
 * The first CODEOWNERS file that a kind of host reads; `undefined` without one.
 * Of kinds that are not known here, GitHub's places are looked at.
 */
export const readCodeowners = async (
  read: ReadFile,
  host: string,
): Promise<readonly CodeownersRule[] | undefined> => {
  for (const path of places[host] ?? places.github) {
    const file = await read(path);
    const text = file && readYamlText(file.bytes, file.mode);
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
 * repository has no CODEOWNERS. In production it blocks, unless the operator
 * says otherwise.
 */
export const codeownersMismatch = (
  rules: readonly CodeownersRule[] | undefined,
  paths: readonly string[],
  owners: readonly string[],
  { tier, guardrails = {} }: Pick<PlanSettings, 'tier' | 'guardrails'> = {},
): readonly PlanFinding[] => {
  const id = 'codeowners-mismatch';
  const level = guardrails[id] ?? (isProductionTier(tier) ? 'block' : 'warn');
  if (!rules || level === 'off') return [];
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
          id,
          level,
          message:
            'CODEOWNERS of the repository names no owner of the callee for a file that is written',
          about,
        },
      ];
};
