import { OrRefusal, accepted, refused } from '../EditRefusal';
import { addResource } from '../kustomization/resources';
import { folderOf } from '../locate/cleanPath';
import { mayWrite } from '../locate/mayWrite';
import { ObjectIdentity, objectRef } from '../objectRef';
import { FoundKustomization, kustomizationFor } from './kustomizationFor';
import { SourceState } from './SourceState';

/** What the cluster will call an object. */
export interface Listed {
  readonly liveName?: string;
}

/**
 * Lists a file in its kustomization, in the same commit. A file that is there
 * already and not listed is left alone: listing it would apply what else it
 * holds.
 */
export const listInKustomization = async (
  state: SourceState,
  path: string,
  identity: ObjectIdentity,
  file: 'new' | 'existing',
): Promise<OrRefusal<Listed>> => {
  const found = await kustomizationFor(state, path);
  if (!found.ok) return found;
  const kustomization = found.value;
  if (!kustomization) return accepted({});
  const rewritten = checkRewrites(state, kustomization, identity);
  if (!rewritten.ok) return rewritten;
  const listed = addResource(
    kustomization.file,
    relativePath(kustomization.path, path),
  );
  if (!listed.ok) return listed;
  if (listed.value === kustomization.file.text) return rewritten;
  if (file === 'existing') {
    return refused(
      'EDIT_NOT_PROVABLE',
      'the file is not listed in its kustomization',
    );
  }
  const writable = mayWrite(kustomization.path, state.source, state.tree.tree);
  if (!writable.ok) return writable;
  state.tree.write(kustomization.path, listed.value);
  return rewritten;
};

const relativePath = (kustomization: string, path: string): string => {
  const folder = folderOf(kustomization);
  return folder === '' ? path : path.slice(folder.length + 1);
};

/** What a kustomization makes of an object of ours. */
const checkRewrites = (
  state: SourceState,
  { content }: FoundKustomization,
  identity: ObjectIdentity,
): OrRefusal<Listed> => {
  if (
    content.namespace !== undefined &&
    content.namespace !== identity.namespace
  ) {
    return refused(
      'EDIT_NOT_PROVABLE',
      'the kustomization moves its objects to another namespace',
    );
  }
  if (content.rewrites.length > 0) {
    state.tell({
      id: 'kustomize-rewrites',
      level: 'review',
      message: `the kustomization rewrites its objects with ${content.rewrites.join(
        ', ',
      )}: what gets to the cluster may differ from the file`,
      about: [objectRef(identity)],
    });
  }
  const liveName = `${content.namePrefix}${identity.name}${content.nameSuffix}`;
  return accepted(liveName === identity.name ? {} : { liveName });
};
