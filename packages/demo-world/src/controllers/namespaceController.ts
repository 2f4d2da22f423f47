import { KubeObject } from '../store/KubeObject';
import { deleteObject } from '../write/deleteObject';
import { Controller, ControllerContext } from './Controller';

const create = (
  { registry, writer, store }: ControllerContext,
  plural: string,
  object: KubeObject,
) => {
  const resource = registry.find('', 'v1', plural);
  const { namespace, name } = object.metadata;
  if (resource && !store.get(plural, namespace, name))
    writer.create(resource, object, { manager: 'kube-controller-manager' });
};

/** Fills a new namespace, and empties one that is being deleted before it goes. */
export const createNamespaceController = (roots: {
  /** Root certificate of the API server, PEM. */
  readonly cluster: string;
  /** Root certificate of the mesh, PEM; only published where Istio is installed. */
  readonly mesh: string;
}): Controller => ({
  name: 'namespace-controller',

  keysOf: event => {
    if (event.resource === 'namespaces') return [event.object.metadata.name];
    const { namespace } = event.object.metadata;
    const recreated = ['serviceaccounts', 'configmaps'];
    return namespace &&
      (event.type === 'DELETED' || recreated.includes(event.resource))
      ? [namespace]
      : [];
  },

  reconcile(name, context) {
    const { store, registry, now } = context;
    const namespace = store.get('namespaces', undefined, name);
    if (!namespace) return;
    if (!namespace.metadata.deletionTimestamp) {
      create(context, 'serviceaccounts', {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'default', namespace: name },
      });
      create(context, 'configmaps', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'kube-root-ca.crt', namespace: name },
        data: { 'ca.crt': roots.cluster },
      });
      if (registry.findKind('security.istio.io', 'v1', 'PeerAuthentication'))
        create(context, 'configmaps', {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: {
            name: 'istio-ca-root-cert',
            namespace: name,
            labels: { 'istio.io/config': 'true' },
          },
          data: { 'root-cert.pem': roots.mesh },
        });
      return;
    }
    let left = 0;
    for (const key of store.resources()) {
      const resource = registry.byStorageKey(key);
      if (!resource?.namespaced) continue;
      for (const object of store.scan(key, name)) {
        const { gone } = deleteObject(
          store,
          resource,
          name,
          object.metadata.name,
          { gracePeriodSeconds: 0, now },
        );
        if (!gone) left += 1;
      }
    }
    if (left > 0 || namespace.metadata.finalizers?.length) return;
    store.remove('namespaces', undefined, name);
  },
});
