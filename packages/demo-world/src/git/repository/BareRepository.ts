import { Facts } from './Facts';
import { ObjectReader } from './ObjectReader';
import { readBranches } from './readBranches';
import { runGit } from './runGit';

/** One entry of a tree. */
export interface TreeItem {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  readonly path: string;
  /** Bytes of a blob. */
  readonly size?: number;
}

export interface CommitInfo {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly name: string;
  readonly email: string;
  /** ISO 8601. */
  readonly date: string;
  readonly message: string;
}

const text = (output: Buffer) => output.toString('utf8');

/** A bare repository on disk, read through git itself. */
export class BareRepository {
  /** Objects never change: what was read of them once need not be read again. */
  private readonly facts = new Facts();

  private readonly objects: ObjectReader;

  constructor(readonly directory: string) {
    this.objects = new ObjectReader(directory);
  }

  /** Makes an empty one, whose first branch will be `main`. */
  static async create(directory: string): Promise<BareRepository> {
    await runGit(['init', '--quiet', '--bare', '--template=', directory]);
    const repository = new BareRepository(directory);
    await repository.git(['symbolic-ref', 'HEAD', 'refs/heads/main']);
    return repository;
  }

  /** The commit that a branch, a tag or an id names. */
  async resolve(revision: string): Promise<string | undefined> {
    // Git's own syntax (`main@{yesterday}`, `main^`) is not offered.
    if (!/^[\w./-]+$/.test(revision) || revision.includes('..'))
      return undefined;
    const branch = await this.branch(revision);
    if (branch) return branch;
    return this.facts.remember(`commit ${revision}`, async () => {
      const { code, output } = await runGit(
        [
          'rev-parse',
          '--verify',
          '--quiet',
          '--end-of-options',
          `${revision}^0`,
        ],
        { directory: this.directory, answers: [0, 1, 128] },
      );
      return code === 0 ? text(output).trim() : undefined;
    });
  }

  /** Heads by branch, in the order of names. */
  branches(): Promise<ReadonlyMap<string, string>> {
    return readBranches(this.directory);
  }

  async branch(name: string): Promise<string | undefined> {
    return (await this.branches()).get(name);
  }

  /** Entries of a commit's or a tree's folder; undefined when there is no such object. */
  tree(
    sha: string,
    depth: 'all' | 'one',
  ): Promise<readonly TreeItem[] | undefined> {
    return this.facts.remember(`tree ${depth} ${sha}`, async () => {
      const { code, output } = await runGit(
        ['ls-tree', '-l', '-z', ...(depth === 'all' ? ['-r', '-t'] : []), sha],
        { directory: this.directory, answers: [0, 128] },
      );
      return code === 0 ? readTree(text(output)) : undefined;
    });
  }

  /** Bytes of a blob; undefined when there is none. */
  blob(sha: string): Promise<Buffer | undefined> {
    return this.objects.blob(sha);
  }

  /** Ends what runs for it. */
  close(): void {
    this.objects.close();
  }

  /** Commits of `head` that `base` does not have, newest first. */
  async commits(
    head: string,
    options: { base?: string; limit?: number } = {},
  ): Promise<readonly CommitInfo[]> {
    const { base, limit = 250 } = options;
    const found = await this.facts.remember(
      `log ${head} ${base ?? ''} ${limit}`,
      async () =>
        readLog(
          await this.git([
            'log',
            '-z',
            `--max-count=${limit}`,
            '--format=%H%n%P%n%an%n%ae%n%aI%n%B',
            head,
            ...(base ? [`^${base}`] : []),
          ]),
        ),
    );
    return found ?? [];
  }

  mergeBase(a: string, b: string): Promise<string | undefined> {
    return this.facts.remember(`fork ${a} ${b}`, async () => {
      const { code, output } = await runGit(['merge-base', a, b], {
        directory: this.directory,
        answers: [0, 1],
      });
      return code === 0 ? text(output).trim() : undefined;
    });
  }

  /** Paths that differ between two commits, with git's letter (A, M, D). */
  async changes(
    from: string,
    to: string,
  ): Promise<readonly { status: string; path: string }[]> {
    const output = await this.git([
      'diff-tree',
      '-r',
      '-z',
      '--no-renames',
      '--name-status',
      from,
      to,
    ]);
    const parts = output.split('\0').filter(Boolean);
    return Array.from({ length: parts.length / 2 }, (_, index) => ({
      status: parts[index * 2],
      path: parts[index * 2 + 1],
    }));
  }

  /** Unified diff between two commits. */
  diff(from: string, to: string): Promise<string> {
    return this.git(['diff-tree', '-r', '-p', '--no-renames', from, to]);
  }

  /** Moves or makes a branch; false when it was not at `expected` (absent: must not be there). */
  async moveBranch(
    name: string,
    to: string,
    expected: string | undefined,
  ): Promise<boolean> {
    const { code } = await runGit(
      ['update-ref', `refs/heads/${name}`, to, expected ?? '0'.repeat(40)],
      { directory: this.directory, answers: [0, 128] },
    );
    return code === 0;
  }

  async deleteBranch(name: string): Promise<void> {
    await this.git(['update-ref', '-d', `refs/heads/${name}`]);
  }

  private async git(args: readonly string[]): Promise<string> {
    return text((await runGit(args, { directory: this.directory })).output);
  }
}

const readTree = (output: string): readonly TreeItem[] =>
  output
    .split('\0')
    .filter(Boolean)
    .map(line => {
      const [head, path] = line.split('\t');
      const [mode, type, id, size] = head.split(/ +/);
      return {
        mode,
        type: type as TreeItem['type'],
        sha: id,
        path,
        ...(size === '-' ? {} : { size: Number(size) }),
      };
    });

const readLog = (output: string): readonly CommitInfo[] =>
  output
    .split('\0')
    .filter(Boolean)
    .map(entry => {
      const [sha, parents, name, email, date, ...message] = entry.split('\n');
      return {
        sha,
        parents: parents.split(' ').filter(Boolean),
        name,
        email,
        date,
        message: message.join('\n').trimEnd(),
      };
    });
