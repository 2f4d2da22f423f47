import { at, KubeObject, numberAt } from '../store/KubeObject';
import { Controller, keyOf, parseKey, writeStatus } from './Controller';
import {
  createPod,
  deletePod,
  isReady,
  keysOfPodOwner,
  ownedPods,
} from './ownedPods';
import { templateHash } from './templateHash';

const resource = 'statefulsets.apps';
const hashLabel = 'controller-revision-hash';

/** Keeps numbered pods, and replaces those of an older template. */
export const statefulSetController: Controller = {
  name: 'statefulset-controller',

  keysOf: event => [
    ...(event.resource === resource ? [keyOf(event.object)] : []),
    ...keysOfPodOwner(event, 'StatefulSet'),
  ],

  reconcile(key, context) {
    const { store } = context;
    const { namespace, name } = parseKey(key);
    const set = store.get(resource, namespace, name);
    if (!set || set.metadata.deletionTimestamp) return;
    const wanted = numberAt(set, 'spec', 'replicas') ?? 1;
    const revision = `${name}-${templateHash(at(set, 'spec', 'template'))}`;
    const names = Array.from({ length: wanted }, (_, i) => `${name}-${i}`);
    const upToDate = (pod: KubeObject) =>
      pod.metadata.labels?.[hashLabel] === revision;

    for (const pod of ownedPods(store, set))
      if (!names.includes(pod.metadata.name) || !upToDate(pod))
        deletePod(context, pod);
    names.forEach((podName, index) => {
      // A pod on its way out still holds its name; its end brings us back here.
      if (store.get('pods', namespace, podName)) return;
      createPod(context, set, {
        name: podName,
        labels: {
          [hashLabel]: revision,
          'statefulset.kubernetes.io/pod-name': podName,
          'apps.kubernetes.io/pod-index': `${index}`,
        },
        spec: {
          hostname: podName,
          subdomain: at(set, 'spec', 'serviceName'),
        },
        manager: 'kube-controller-manager',
      });
    });
    const pods = ownedPods(store, set);
    const ready = pods.filter(isReady).length;
    const updated = pods.filter(upToDate).length;
    writeStatus(store, resource, set, {
      observedGeneration: set.metadata.generation ?? 1,
      replicas: pods.length,
      readyReplicas: ready,
      availableReplicas: ready,
      currentReplicas: updated,
      updatedReplicas: updated,
      currentRevision: revision,
      updateRevision: revision,
      collisionCount: 0,
    });
  },
};
