import { Manifest, parseManifests } from '../manifests/loadManifests';
import { BareRepository } from '../git/repository/BareRepository';

const isManifest = (path: string) =>
  /\.ya?ml$/.test(path) && !/(^|\/)kustomization\.ya?ml$/.test(path);

/** Every manifest below a folder at a commit; throws when one cannot be read. */
export const readRevision = async (
  git: BareRepository,
  sha: string,
  folder: string,
): Promise<readonly Manifest[]> => {
  const files = ((await git.tree(sha, 'all')) ?? []).filter(
    ({ type, mode, path }) =>
      type === 'blob' &&
      mode.startsWith('100') &&
      path.startsWith(`${folder}/`) &&
      isManifest(path),
  );
  const contents = await Promise.all(files.map(file => git.blob(file.sha)));
  return files.flatMap(({ path }, index) =>
    parseManifests(contents[index]?.toString('utf8') ?? '', path),
  );
};
