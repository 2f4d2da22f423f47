import { GitHostError } from './GitHostError';

const branchName = /^[a-z0-9][a-z0-9/-]{0,80}$/;

/**
 * Whether a branch may be written: our own names and nothing that git or a host
 * reads in another way.
 */
export const isOwnBranchName = (name: string): boolean =>
  branchName.test(name) && !name.includes('//') && !name.endsWith('/');

export const checkOwnBranchName = (name: string): void => {
  if (!isOwnBranchName(name))
    throw new GitHostError(
      'GIT_FORBIDDEN',
      'the name of the branch is not one of ours',
    );
};

/** A path inside a repository: relative, plain, without a way out. */
export const isRepositoryPath = (path: string): boolean =>
  path.length <= 1024 &&
  /^[\w.@+ -]+(\/[\w.@+ -]+)*$/.test(path) &&
  path.split('/').every(part => !/^\.{1,2}$|^\.git$/i.test(part));

export const checkRepositoryPath = (path: string): void => {
  if (!isRepositoryPath(path))
    throw new GitHostError(
      'GIT_FORBIDDEN',
      'the path of a file is not one that may be written',
    );
};
