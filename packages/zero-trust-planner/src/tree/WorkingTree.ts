import { FileEdit, RepositoryTree } from '../PolicySource';
import { compareText } from '../canonicalJson';
import { OrRefusal, accepted } from '../EditRefusal';
import { readYamlText } from '../yaml/readYamlText';
import { unifiedDiff } from './unifiedDiff';

/** A tree with the edits of a plan on top, nothing written yet. */
export class WorkingTree {
  readonly tree: RepositoryTree;
  private readonly originals = new Map<string, string | undefined>();
  private readonly texts = new Map<string, string | undefined>();

  constructor(tree: RepositoryTree) {
    this.tree = tree;
  }

  /** Whether the file is there, edits included. */
  has(path: string): boolean {
    return this.texts.has(path)
      ? this.texts.get(path) !== undefined
      : this.tree.files.some(file => file.path === path);
  }

  /** Bytes as the host tells them, else of what was read; edits do not count. */
  sizeOf(path: string): number {
    const file = this.tree.files.find(({ path: other }) => other === path);
    return file?.size ?? this.originals.get(path)?.length ?? 0;
  }

  /** Every path that is there, sorted. */
  paths(): readonly string[] {
    const all = new Set([
      ...this.tree.files.map(file => file.path),
      ...this.texts.keys(),
    ]);
    return [...all].filter(path => this.has(path)).sort(compareText);
  }

  /** The text with all edits so far; `undefined`: no such file. */
  async read(path: string): Promise<OrRefusal<string | undefined>> {
    if (this.texts.has(path)) return accepted(this.texts.get(path));
    const file = this.tree.files.find(({ path: other }) => other === path);
    const bytes = file && (await this.tree.read(path));
    if (!file || !bytes) return accepted(undefined);
    const text = readYamlText(bytes, file.mode);
    if (text.ok) {
      this.originals.set(path, text.value);
      this.texts.set(path, text.value);
    }
    return text;
  }

  /** `undefined` deletes. Files that exist are read before they are written. */
  write(path: string, text: string | undefined): void {
    this.texts.set(path, text);
  }

  /** Remembers the edits so far; the answer takes back what came after. */
  checkpoint(): () => void {
    const texts = new Map(this.texts);
    return () => {
      // What was only read in between is kept: it is as the tree has it.
      for (const path of [...this.texts.keys()]) {
        const before = texts.has(path) ? texts : this.originals;
        if (before.has(path)) this.texts.set(path, before.get(path));
        else this.texts.delete(path);
      }
    };
  }

  /** What differs from the tree, sorted by path. */
  edits(): readonly FileEdit[] {
    return [...this.texts.keys()]
      .sort(compareText)
      .flatMap(path => this.editOf(path));
  }

  private editOf(path: string): readonly FileEdit[] {
    const before = this.originals.get(path);
    const after = this.texts.get(path);
    if (before === after) return [];
    const file = this.tree.files.find(({ path: other }) => other === path);
    return [
      {
        path,
        change: changeOf(before, after),
        expectBlob: file?.blobSha ?? null,
        ...(after === undefined ? {} : { after }),
        diff: unifiedDiff(path, before, after),
      },
    ];
  }
}

const changeOf = (
  before: string | undefined,
  after: string | undefined,
): FileEdit['change'] => {
  if (before === undefined) return 'add';
  return after === undefined ? 'delete' : 'modify';
};
