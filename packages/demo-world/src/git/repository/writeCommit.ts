import { BareRepository } from './BareRepository';
import { runGit } from './runGit';

/** What a commit does to one path. */
export type Change =
  | {
      readonly path: string;
      readonly bytes: Uint8Array;
      readonly mode?: string;
    }
  | { readonly path: string; readonly blob: string; readonly mode: string }
  | { readonly path: string; readonly remove: true };

export interface NewCommit {
  /** The first one is where the changes start from. */
  readonly parents: readonly string[];
  readonly name: string;
  readonly email: string;
  readonly at: Date;
  readonly message: string;
  readonly changes: readonly Change[];
}

/**
 * Writes a commit into the repository in one run of git, without a branch that
 * points at it, and answers its id.
 */
export const writeCommit = async (
  repository: BareRepository,
  commit: NewCommit,
): Promise<string> => {
  const { output } = await runGit(
    ['fast-import', '--quiet', '--date-format=raw'],
    { directory: repository.directory, input: streamOf(commit) },
  );
  return output.toString('utf8').trim();
};

// Names of files in quotes may hold anything, once these are escaped.
const quoted = (path: string) =>
  `"${path.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;

const data = (value: Uint8Array): Buffer[] => [
  Buffer.from(`data ${value.length}\n`),
  Buffer.from(value),
  Buffer.from('\n'),
];

const oneLine = (value: string) => value.replace(/[<>\n\0]/g, ' ');

const streamOf = (commit: NewCommit): Buffer => {
  const seconds = Math.floor(commit.at.getTime() / 1000);
  const who = `${oneLine(commit.name)} <${oneLine(
    commit.email,
  )}> ${seconds} +0000`;
  const [from, ...merged] = commit.parents;
  return Buffer.concat([
    // A name of no branch: it is thrown away, and the commit stays.
    Buffer.from(
      `feature done\ncommit refs/fast-import/none\nmark :1\nauthor ${who}\ncommitter ${who}\n`,
    ),
    ...data(Buffer.from(commit.message)),
    Buffer.from(from ? `from ${from}\n` : ''),
    Buffer.from(merged.map(parent => `merge ${parent}\n`).join('')),
    ...commit.changes.flatMap(lineOf),
    Buffer.from('\nget-mark :1\nreset refs/fast-import/none\n'),
    Buffer.from(`from ${'0'.repeat(40)}\n\ndone\n`),
  ]);
};

const lineOf = (change: Change): Buffer[] => {
  if ('remove' in change) return [Buffer.from(`D ${quoted(change.path)}\n`)];
  if ('blob' in change)
    return [
      Buffer.from(`M ${change.mode} ${change.blob} ${quoted(change.path)}\n`),
    ];
  return [
    Buffer.from(`M ${change.mode ?? '100644'} inline ${quoted(change.path)}\n`),
    ...data(change.bytes),
  ];
};
