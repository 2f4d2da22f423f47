import { ObjectIdentity } from '../objectRef';
import { FoundObject } from '../locate/searchTree';
import { Kustomization } from '../kustomization/readKustomization';
import { kustomizationFor } from './kustomizationFor';
import { SourceState } from './SourceState';

/**
 * Objects of the files that become the given one in the cluster, with what the
 * nearest kustomization does to names and namespaces.
 */
export const identityInGit = async (
  state: SourceState,
  target: ObjectIdentity,
): Promise<readonly FoundObject[]> => {
  const found = await state.find(target.kind);
  const matching: FoundObject[] = [];
  for (const object of found) {
    const { identity } = object;
    if (identity.group === target.group && mayBe(identity, target)) {
      const kustomization = await kustomizationFor(state, object.path);
      const rewrite = kustomization.ok
        ? kustomization.value?.content
        : undefined;
      if (isInCluster(identity, target, rewrite)) matching.push(object);
    }
  }
  return matching;
};

/** Cheap, before the kustomization is read. */
const mayBe = (identity: ObjectIdentity, target: ObjectIdentity): boolean =>
  target.name.includes(identity.name);

const isInCluster = (
  identity: ObjectIdentity,
  target: ObjectIdentity,
  kustomization: Kustomization | undefined,
): boolean => {
  const { namespace, namePrefix = '', nameSuffix = '' } = kustomization ?? {};
  const name = `${namePrefix}${identity.name}${nameSuffix}`;
  const inNamespace = namespace ?? identity.namespace;
  // A file without a namespace gets the one that its application deploys to.
  return (
    name === target.name &&
    (inNamespace === target.namespace || inNamespace === '')
  );
};
