import { KubeError } from './KubeError';
import { listObjects, watchObjects } from './readObjects';
import { removeCollection, removeObject } from './removeObjects';
import { Reply, Scope } from './Scope';
import { createObject, patchObject, replaceObject } from './writeObjects';

// They need a kubelet with containers behind it.
const needContainers = ['log', 'exec', 'attach', 'portforward', 'proxy'];

const checkPath = ({ resource, info }: Scope): void => {
  const { subresource, namespace } = info;
  if (subresource && needContainers.includes(subresource))
    throw new KubeError({
      code: 501,
      reason: 'NotImplemented',
      message: `no containers run in the demo cluster, so there is nothing behind "${resource.plural}/${subresource}"`,
    });
  const served: readonly string[] = resource.subresources;
  if (subresource && !served.includes(subresource))
    throw KubeError.pathNotFound();
  if (namespace && !resource.namespaced && resource.kind !== 'Namespace')
    throw KubeError.pathNotFound();
};

/** Answers a request for objects; undefined when a watch took the response over. */
export const handleResource = async (
  scope: Scope,
): Promise<Reply | undefined> => {
  checkPath(scope);
  switch (scope.info.verb) {
    case 'get':
      return scope.reply(200, scope.current());
    case 'list':
      return listObjects(scope);
    case 'watch':
      watchObjects(scope);
      return undefined;
    case 'create':
      return createObject(scope);
    case 'update':
      return replaceObject(scope);
    case 'patch':
      return patchObject(scope);
    case 'delete':
      return removeObject(scope);
    default:
      return removeCollection(scope);
  }
};
