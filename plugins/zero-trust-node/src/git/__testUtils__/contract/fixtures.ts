import { CommitRequest, GitHost, NewPull } from '../../GitHost';
import { seedFiles } from '../GitHostWorld';

export const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
export const textOf = (value: Uint8Array | undefined) =>
  value && Buffer.from(value).toString('utf8');

export const folder = 'clusters/prod-eu/shop/orders';
export const listFile = `${folder}/kustomization.yaml`;
export const newFile = `${folder}/allow-cart.yaml`;
export const branch = 'zero-trust/ar-k3m9';

export const mainOf = async (host: GitHost): Promise<string> =>
  (await host.resolveBranch('main'))?.sha ?? 'no main';

/** A commit of two files: one that is new, one that is changed. */
export const twoFiles = async (host: GitHost): Promise<CommitRequest> => {
  const createFrom = await mainOf(host);
  const list = await host.readFile(createFrom, listFile);
  const before = seedFiles[listFile as keyof typeof seedFiles];
  return {
    branch,
    createFrom,
    message: 'Allow cart to call orders\n\nZero-Trust-Request: k3m9',
    files: [
      {
        path: newFile,
        bytes: bytesOf('kind: NetworkPolicy # cart\n'),
        expectBlob: null,
      },
      {
        path: listFile,
        bytes: bytesOf(`${before}  - allow-cart.yaml\n`),
        expectBlob: list?.blobSha ?? null,
      },
    ],
  };
};

export const aPull: NewPull = {
  head: branch,
  base: 'main',
  title: 'zero-trust: allow cart -> orders [k3m9]',
  body: 'Requested by mila.',
  labels: ['zero-trust', 'tier/prod'],
  reviewers: ['amira'],
};

/** The commit of two files, and its pull request. */
export const openedOn = async (host: GitHost, pull: Partial<NewPull> = {}) => {
  const commit = await host.commit(await twoFiles(host));
  const { number } = await host.openPull({ ...aPull, ...pull });
  return { number, sha: commit.sha };
};
