import { readdirSync, realpathSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { UsageError } from '../UsageError';

const manifests = new Set(['.yaml', '.yml', '.json']);

/**
 * The manifests at a path: a file as it is, a folder with everything below it,
 * in order. Hidden files and folders below a folder are left out; a link that
 * leads back up is followed once.
 */
export function findFiles(path: string): readonly string[] {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch (error) {
    throw new UsageError(`'${path}' cannot be read: ${codeOf(error)}`, {
      cause: error,
    });
  }
  return isFolder ? manifestsBelow(path, new Set()) : [path];
}

function manifestsBelow(folder: string, seen: Set<string>): readonly string[] {
  const real = realpathSync(folder);
  if (seen.has(real)) return [];
  seen.add(real);
  return readdirSync(folder)
    .filter(name => !name.startsWith('.'))
    .sort()
    .flatMap(name => {
      const path = join(folder, name);
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats?.isDirectory()) return manifestsBelow(path, seen);
      return stats?.isFile() && manifests.has(extname(name)) ? [path] : [];
    });
}

/** `ENOENT` and the like. */
export function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : 'unreadable';
}
