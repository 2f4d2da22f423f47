import { Controller, keyOf, parseKey } from '../controllers/Controller';
import { at, KubeObject } from '../store/KubeObject';

const annotation = 'ambient.istio.io/redirection';
const modeLabel = 'istio.io/dataplane-mode';

/** Whether Istio's CNI would send a pod's traffic through ztunnel (Istio, ambient enrolment). */
export const isInAmbient = (
  pod: KubeObject,
  namespace: KubeObject | undefined,
): boolean => {
  if (at(pod, 'spec', 'hostNetwork') === true) return false;
  if (pod.metadata.annotations?.['sidecar.istio.io/status']) return false;
  const own = pod.metadata.labels?.[modeLabel];
  const inherited = namespace?.metadata.labels?.[modeLabel];
  return own === 'ambient' || (inherited === 'ambient' && own !== 'none');
};

/**
 * Istio's CNI agent: marks pods as redirected while they run, without a
 * restart, wherever a ztunnel is deployed.
 */
export const ambientController: Controller = {
  name: 'istio-cni-node',

  keysOf: (event, { store }) => {
    switch (event.resource) {
      case 'pods':
        return event.type === 'DELETED' ? [] : [keyOf(event.object)];
      case 'namespaces':
        return store.scan('pods', event.object.metadata.name).map(keyOf);
      case 'daemonsets.apps':
        return event.object.metadata.name === 'ztunnel' &&
          event.type !== 'MODIFIED'
          ? store.scan('pods').map(keyOf)
          : [];
      default:
        return [];
    }
  },

  reconcile(key, { store }) {
    const { namespace, name } = parseKey(key);
    const pod = store.get('pods', namespace, name);
    const installed = store
      .scan('daemonsets.apps')
      .some(set => set.metadata.name === 'ztunnel');
    if (!pod || !at(pod, 'spec', 'nodeName')) return;
    const wanted =
      installed &&
      isInAmbient(pod, store.get('namespaces', undefined, namespace ?? ''));
    const { [annotation]: present, ...others } = pod.metadata.annotations ?? {};
    // Anything but "enabled" was written by hand, to show a pod that is not captured yet.
    if (wanted ? present !== undefined : present !== 'enabled') return;
    store.put('pods', {
      ...pod,
      metadata: {
        ...pod.metadata,
        annotations: wanted ? { ...others, [annotation]: 'enabled' } : others,
      },
    });
  },
};
