import { OrRefusal, accepted, refused } from '../EditRefusal';
import { fileNameOf, folderOf, isInside, joinPath } from '../locate/cleanPath';

const fileNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/**
 * The kustomization of the folder of a file, else of the nearest folder above
 * it inside the source's roots. Two in one folder are refused, as kustomize does.
 */
export const findKustomization = (
  path: string,
  paths: readonly string[],
  roots: readonly string[],
): OrRefusal<string | undefined> => {
  const known = new Set(paths);
  let folder = folderOf(path);
  for (;;) {
    const here = folder;
    if (!roots.some(root => isInside(here, root))) return accepted(undefined);
    const found = fileNames
      .map(name => joinPath(here, name))
      .filter(candidate => known.has(candidate));
    if (found.length > 1) {
      return refused(
        'AMBIGUOUS_TARGET',
        'two kustomization files stand in one folder',
      );
    }
    if (found.length === 1) return accepted(found[0]);
    if (folder === '') return accepted(undefined);
    folder = folderOf(folder);
  }
};

export const isKustomization = (path: string): boolean =>
  fileNames.includes(fileNameOf(path));
