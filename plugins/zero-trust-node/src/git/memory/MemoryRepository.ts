import { createHash } from 'node:crypto';
import { blobSha } from '../blobSha';
import { TreeEntry } from '../GitHost';

/** Files of one commit by path. */
export type MemoryTree = ReadonlyMap<string, Uint8Array>;

/** A commit as the twin remembers it; `login` is author and committer. */
export interface MemoryCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly tree: MemoryTree;
  readonly login: string;
}

/** What a commit does to files: bytes, or `null` for what goes away. */
export type MemoryChanges = Readonly<
  Record<string, string | Uint8Array | null>
>;

/** Commits and branches as git has them, in memory. */
export class MemoryRepository {
  readonly branches = new Map<string, string>();
  private readonly commits = new Map<string, MemoryCommit>();

  constructor(files: MemoryChanges) {
    this.branches.set('main', this.write([], 'seed', files));
  }

  has(sha: string): boolean {
    return this.commits.has(sha);
  }

  treeOf(sha: string): MemoryTree {
    return this.commitOf(sha).tree;
  }

  /** Contents of every file of a commit and of those before it. */
  allBytes(sha: string): readonly Uint8Array[] {
    return this.history(sha).flatMap(one => [...this.treeOf(one).values()]);
  }

  entriesOf(sha: string): readonly TreeEntry[] {
    return [...this.treeOf(sha)]
      .map(([path, bytes]) => ({
        path,
        mode: '100644',
        blobSha: blobSha(bytes, sha),
        size: bytes.length,
      }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** A commit on top of others; the first parent's files are what changes. */
  write(
    parents: readonly string[],
    login: string,
    changes: MemoryChanges,
  ): string {
    const tree = new Map(parents.length ? this.treeOf(parents[0]) : []);
    for (const [path, content] of Object.entries(changes))
      if (content === null) tree.delete(path);
      else tree.set(path, new Uint8Array(Buffer.from(content)));
    const sha = createHash('sha1')
      .update(JSON.stringify([this.commits.size, parents, login]))
      .update(JSON.stringify([...tree].map(([path]) => path)))
      .digest('hex');
    this.commits.set(sha, { sha, parents, tree, login });
    return sha;
  }

  /** Commits of `head` that `base` does not have. */
  since(base: string, head: string): readonly MemoryCommit[] {
    const known = new Set(this.history(base));
    return this.history(head)
      .filter(sha => !known.has(sha))
      .map(sha => this.commitOf(sha));
  }

  /** Where two lines of commits parted. */
  forkOf(a: string, b: string): string | undefined {
    const ofA = new Set(this.history(a));
    return this.history(b).find(sha => ofA.has(sha));
  }

  /** Changes from one commit to another. */
  changes(from: string, to: string): MemoryChanges {
    const [before, after] = [this.treeOf(from), this.treeOf(to)];
    const paths = [...new Set([...before.keys(), ...after.keys()])];
    return Object.fromEntries(
      paths
        .filter(path => !same(before.get(path), after.get(path)))
        .map(path => [path, after.get(path) ?? null]),
    );
  }

  /** What `head` brings to `base`; undefined when both changed the same file. */
  mergeOf(base: string, head: string): MemoryChanges | undefined {
    const fork = this.forkOf(base, head);
    if (fork === undefined) return undefined;
    const [ours, theirs] = [this.changes(fork, base), this.changes(fork, head)];
    return Object.keys(theirs).some(path => path in ours) ? undefined : theirs;
  }

  private commitOf(sha: string): MemoryCommit {
    const found = this.commits.get(sha);
    if (!found) throw new Error('no such commit');
    return found;
  }

  private history(head: string): readonly string[] {
    const found = new Set<string>();
    const next = [head];
    for (let sha = next.shift(); sha !== undefined; sha = next.shift()) {
      if (found.has(sha)) continue;
      found.add(sha);
      next.push(...this.commitOf(sha).parents);
    }
    return [...found];
  }
}

const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && Buffer.compare(a, b) === 0);
