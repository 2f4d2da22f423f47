import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { BareRepository, TreeItem } from './BareRepository';
import { runGit } from './runGit';
import { Change } from './writeCommit';

/** What `theirs` brings to `ours`, or the paths that both changed differently. */
export type MergeResult =
  | { readonly changes: readonly Change[] }
  | { readonly conflicts: readonly string[] };

/**
 * Three-way merge, path by path; lines of a file that both sides changed are
 * merged by git. Old versions of git can do this too, unlike `merge-tree`.
 */
export const mergeChanges = async (
  repository: BareRepository,
  base: string,
  ours: string,
  theirs: string,
): Promise<MergeResult> => {
  const [before, here, there] = await Promise.all(
    [base, ours, theirs].map(sha => filesOf(repository, sha)),
  );
  const changes: Change[] = [];
  const conflicts: string[] = [];
  for (const { path: file } of await repository.changes(base, theirs)) {
    const [old, mine, yours] = [
      before.get(file),
      here.get(file),
      there.get(file),
    ];
    if (sameItem(mine, yours)) continue;
    if (sameItem(old, mine)) {
      changes.push(
        yours
          ? { path: file, blob: yours.sha, mode: yours.mode }
          : { path: file, remove: true },
      );
      continue;
    }
    const merged =
      old && mine && yours
        ? await mergeText(repository, old, mine, yours)
        : undefined;
    if (merged && mine)
      changes.push({ path: file, bytes: merged, mode: mine.mode });
    else conflicts.push(file);
  }
  return conflicts.length ? { conflicts } : { changes };
};

const sameItem = (a: TreeItem | undefined, b: TreeItem | undefined) =>
  a?.sha === b?.sha && a?.mode === b?.mode;

const filesOf = async (
  repository: BareRepository,
  sha: string,
): Promise<ReadonlyMap<string, TreeItem>> =>
  new Map(
    ((await repository.tree(sha, 'all')) ?? [])
      .filter(({ type }) => type !== 'tree')
      .map(item => [item.path, item]),
  );

const mergeText = async (
  repository: BareRepository,
  old: TreeItem,
  mine: TreeItem,
  yours: TreeItem,
): Promise<Buffer | undefined> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'demo-merge-'));
  try {
    const files = [];
    for (const [name, { sha }] of Object.entries({ mine, old, yours })) {
      const bytes = await repository.blob(sha);
      if (!bytes) return undefined;
      files.push(path.join(folder, name));
      await writeFile(path.join(folder, name), bytes);
    }
    const { code, output } = await runGit(['merge-file', '-p', ...files], {
      // The number of conflicts, or 255 for what is no text.
      answers: Array.from({ length: 256 }, (_, index) => index),
    });
    return code === 0 ? output : undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
