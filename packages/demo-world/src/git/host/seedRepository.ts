import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BareRepository } from '../repository/BareRepository';
import { writeCommit } from '../repository/writeCommit';

/** Files that a repository begins with, by path. */
export type Seed = Readonly<Record<string, string | Uint8Array>>;

/** Every file below a folder, under `prefix`. */
export const filesBelow = (folder: string, prefix: string): Seed =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => path.join(entry.parentPath, entry.name))
      .sort()
      .map(file => [
        `${prefix}/${path.relative(folder, file).split(path.sep).join('/')}`,
        readFileSync(file),
      ]),
  );

/** Makes a repository anew whose `main` has one commit with the files of the seed. */
export const seedRepository = async (
  directory: string,
  seed: Seed,
  at: Date,
): Promise<BareRepository> => {
  rmSync(directory, { recursive: true, force: true });
  const repository = await BareRepository.create(directory);
  const sha = await writeCommit(repository, {
    parents: [],
    name: 'The Shop',
    email: 'platform@shop.example',
    at,
    message: 'Policies as they are in the clusters\n',
    changes: Object.entries(seed).map(([file, content]) => ({
      path: file,
      bytes: Buffer.from(content),
    })),
  });
  // Nobody else knows of it yet, so there is nothing to agree on with git.
  writeFileSync(path.join(directory, 'refs', 'heads', 'main'), `${sha}\n`);
  return repository;
};
