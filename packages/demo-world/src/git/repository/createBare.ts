import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes an empty bare repository whose first branch will be `main`: what
 * `git init --bare` leaves without templates, which is nothing but files.
 */
export const createBare = async (directory: string): Promise<void> => {
  for (const folder of [
    'objects/info',
    'objects/pack',
    'refs/heads',
    'refs/tags',
  ])
    await mkdir(path.join(directory, folder), { recursive: true });
  await writeFile(path.join(directory, 'HEAD'), 'ref: refs/heads/main\n');
  await writeFile(
    path.join(directory, 'config'),
    '[core]\n\trepositoryformatversion = 0\n\tbare = true\n',
  );
};
