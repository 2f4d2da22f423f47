import { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const sha = /^[0-9a-f]{40}$/;

/**
 * Heads by branch, in the order of names, read from the files in which git keeps
 * them: it is asked for so often that starting git each time would be felt.
 */
export const readBranches = async (
  directory: string,
): Promise<ReadonlyMap<string, string>> => {
  const heads = path.join(directory, 'refs', 'heads');
  const [packed, entries] = await Promise.all([
    textOf(path.join(directory, 'packed-refs')),
    listFiles(heads),
  ]);
  const found = new Map<string, string>();
  for (const line of packed.split('\n')) {
    const [id, ref] = line.split(' ');
    if (sha.test(id) && ref?.startsWith('refs/heads/'))
      found.set(ref.slice('refs/heads/'.length), id);
  }
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.endsWith('.lock')) continue;
    const file = path.join(entry.parentPath, entry.name);
    const id = (await textOf(file)).trim();
    // A loose head is newer than a packed one; one that is just gone has no text.
    if (sha.test(id))
      found.set(path.relative(heads, file).split(path.sep).join('/'), id);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** Folders come and go with branches, so a listing may have to begin again. */
const listFiles = async (folder: string, tries = 5): Promise<Dirent[]> => {
  try {
    return await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (tries === 1) throw error;
    return listFiles(folder, tries - 1);
  }
};

const textOf = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
};
