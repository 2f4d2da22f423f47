import { Facts } from './Facts';
import { createBare } from './createBare';
import { History } from './History';
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

/** A bare repository on disk, read through git itself. */
export class BareRepository {
  /** Trees never change: what was read of them once need not be read again. */
  private readonly facts = new Facts();
  private readonly objects: ObjectReader;
  private readonly history: History;

  constructor(readonly directory: string) {
    this.objects = new ObjectReader(directory);
    this.history = new History(this.objects);
  }

  /** Makes an empty one, whose first branch will be `main`. */
  static async create(directory: string): Promise<BareRepository> {
    await createBare(directory);
    return new BareRepository(directory);
  }

  /** The commit that a branch, a tag or an id names. */
  async resolve(revision: string): Promise<string | undefined> {
    // Git's own syntax (`main@{yesterday}`, `main^`) is not offered.
    if (!/^[\w./-]+$/.test(revision) || revision.includes('..'))
      return undefined;
    return (await this.branch(revision)) ?? this.objects.resolve(revision);
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
    return this.facts.remember(`tree ${depth} ${sha}`, () =>
      this.readTree(sha, depth),
    );
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
    { base, limit = 250 }: { base?: string; limit?: number } = {},
  ): Promise<readonly CommitInfo[]> {
    const found = await this.history.since(head, base, limit);
    return found.map(([sha, { committed: _, ...facts }]) => ({
      sha,
      ...facts,
    }));
  }

  mergeBase(a: string, b: string): Promise<string | undefined> {
    return this.history.mergeBase(a, b);
  }

  /** Paths that differ between two commits, with git's letter (A, M, D). */
  async changes(
    from: string,
    to: string,
  ): Promise<readonly { status: string; path: string }[]> {
    const [before, after] = await Promise.all([
      this.filesOf(from),
      this.filesOf(to),
    ]);
    const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
    return paths.flatMap(path => {
      const [old, now] = [before.get(path), after.get(path)];
      if (!old) return [{ status: 'A', path }];
      if (!now) return [{ status: 'D', path }];
      const same = old.sha === now.sha && old.mode === now.mode;
      return same ? [] : [{ status: 'M', path }];
    });
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

  private async readTree(
    sha: string,
    depth: 'all' | 'one',
  ): Promise<readonly TreeItem[] | undefined> {
    const lines = await this.objects.tree(sha);
    if (!lines) return undefined;
    const items = await Promise.all(
      lines.map(async ({ name, ...line }): Promise<readonly TreeItem[]> => {
        const item = { ...line, path: name };
        if (line.type === 'blob')
          return [{ ...item, size: await this.objects.sizeOf(line.sha) }];
        if (line.type === 'commit' || depth === 'one') return [item];
        const below = (await this.tree(line.sha, 'all')) ?? [];
        return [
          item,
          ...below.map(one => ({ ...one, path: `${name}/${one.path}` })),
        ];
      }),
    );
    return items.flat();
  }

  private async filesOf(sha: string): Promise<ReadonlyMap<string, TreeItem>> {
    const all = (await this.tree(sha, 'all')) ?? [];
    return new Map(
      all.filter(({ type }) => type !== 'tree').map(item => [item.path, item]),
    );
  }

  private async git(args: readonly string[]): Promise<string> {
    const { output } = await runGit(args, { directory: this.directory });
    return output.toString('utf8');
  }
}
