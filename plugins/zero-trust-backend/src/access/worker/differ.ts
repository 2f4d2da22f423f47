import { GitHost } from '@ztn/backstage-plugin-zero-trust-node';

/** Whether one of the files is another one at the second commit. */
export async function differ(
  host: GitHost,
  [before, after]: readonly [string, string],
  paths: readonly string[],
): Promise<boolean> {
  if (before === after) return false;
  for (const path of paths) {
    const [old, now] = await Promise.all([
      host.readFile(before, path),
      host.readFile(after, path),
    ]);
    if (old?.blobSha !== now?.blobSha) return true;
  }
  return false;
}
