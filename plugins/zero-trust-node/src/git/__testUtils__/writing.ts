import { CommitRequest, GitHost } from '../GitHost';

export const ownBranch = 'zero-trust/ar-k3m9';

/** A commit of one new file. */
export const oneFile = async (
  host: GitHost,
  bytes: Uint8Array = new Uint8Array(Buffer.from('kind: NetworkPolicy\n')),
): Promise<CommitRequest> => ({
  branch: ownBranch,
  createFrom: (await host.resolveBranch('main'))?.sha ?? '',
  message: 'Allow it',
  files: [{ path: 'a/new.yaml', bytes, expectBlob: null }],
});

/** The pull request of that branch. */
export const onePull = {
  head: ownBranch,
  base: 'main',
  title: 'Allow it',
  body: 'Please.',
  labels: [],
  reviewers: [],
};

/** The error that a promise ends in. */
export const errorOf = async (task: Promise<unknown>): Promise<unknown> => {
  try {
    await task;
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
};
