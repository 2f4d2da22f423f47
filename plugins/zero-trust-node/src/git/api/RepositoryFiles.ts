import { BlobMemory } from '../BlobMemory';
import { blobSha } from '../blobSha';
import { FileContent, TreeEntry } from '../GitHost';
import { GitHostError } from '../GitHostError';

/** Trees that are kept: a plan looks at its base and at its branch. */
const keptTrees = 4;

/** How the files of a host are asked for. */
export interface FileCalls {
  /** Every file of a commit, in any order; folders are left out. */
  readTree(commit: string): Promise<readonly TreeEntry[]>;
  readBlob(id: string): Promise<Uint8Array>;
}

/**
 * Files of a repository at its commits. Neither a commit nor a blob ever changes,
 * so what was read lately is not asked for again.
 */
export class RepositoryFiles {
  private readonly trees = new Map<string, Promise<readonly TreeEntry[]>>();
  private readonly blobs = new BlobMemory();

  constructor(private readonly calls: FileCalls) {}

  /** Files of a commit, sorted by path. */
  tree(commit: string): Promise<readonly TreeEntry[]> {
    const known = this.trees.get(commit);
    if (known) return known;
    const reading = this.readTree(commit);
    this.trees.set(commit, reading);
    reading.catch(() => this.trees.delete(commit));
    const [oldest] = this.trees.keys();
    if (this.trees.size > keptTrees) this.trees.delete(oldest);
    return reading;
  }

  /** Files below a folder (empty: all of them). */
  async below(commit: string, root: string): Promise<readonly TreeEntry[]> {
    const all = await this.tree(commit);
    const folder = root === '' ? '' : `${root.replace(/\/+$/, '')}/`;
    return all.filter(({ path }) => path.startsWith(folder));
  }

  /** One file; submodules have no content and count as none. */
  async file(commit: string, path: string): Promise<FileContent | undefined> {
    const entry = (await this.tree(commit)).find(one => one.path === path);
    if (!entry || entry.mode === '160000') return undefined;
    const { blobSha: id, mode } = entry;
    const bytes = await this.blobs.read(id, () => this.readBlob(id));
    return { bytes, blobSha: id, mode };
  }

  private async readTree(commit: string): Promise<readonly TreeEntry[]> {
    const entries = await this.calls.readTree(commit);
    return [...entries].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  private async readBlob(id: string): Promise<Uint8Array> {
    const bytes = await this.calls.readBlob(id);
    // Gitea leaves out the content of what is larger than its limit and says so
    // nowhere: an empty file is not what this id stands for.
    if (blobSha(bytes, id) !== id)
      throw new GitHostError(
        'SOURCE_NOT_WRITABLE',
        'the git host does not give out the whole content of a file',
      );
    return bytes;
  }
}
