import picomatch from 'picomatch';
import { OrRefusal, accepted, refused } from '../EditRefusal';
import { PolicySource, RepositoryTree } from '../PolicySource';
import { cleanPath, isInside } from './cleanPath';
import { isDeniedFile } from './deniedFile';

const globOptions = {
  dot: false,
  nonegate: true,
  noextglob: true,
  strictSlashes: true,
} as const;

const regularModes = new Set(['100644', '100755']);

/**
 * The operator's allowlist, asked for every file before it is planned: inside
 * `roots`, matched by `writable`, no file that steers the host or a pipeline,
 * a regular file with nothing but folders on the way.
 */
export const mayWrite = (
  path: string,
  source: PolicySource,
  tree: RepositoryTree,
): OrRefusal<string> => {
  const clean = cleanPath(path);
  if (!clean.ok) return clean;
  if (isDeniedFile(path)) {
    return refused(
      'SOURCE_NOT_WRITABLE',
      'files that steer the git host or a pipeline are never written',
    );
  }
  if (!source.roots.some(root => isInside(path, root))) {
    return refused(
      'SOURCE_NOT_WRITABLE',
      "a path is outside the source's roots",
    );
  }
  if (!source.writable.some(glob => picomatch(glob, globOptions)(path))) {
    return refused(
      'SOURCE_NOT_WRITABLE',
      'a path is not among the files that the source lets be written',
    );
  }
  return isRegularPath(path, tree)
    ? accepted(path)
    : refused(
        'SOURCE_NOT_WRITABLE',
        'a symbolic link, a submodule or a file stands on the way',
      );
};

const isRegularPath = (path: string, tree: RepositoryTree): boolean =>
  tree.files.every(file => {
    if (file.path === path) return regularModes.has(file.mode);
    // A blob that is a folder of the path: a link, a submodule, or a file.
    return (
      !path.startsWith(`${file.path}/`) && !file.path.startsWith(`${path}/`)
    );
  });
