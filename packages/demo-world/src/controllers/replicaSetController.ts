import { numberAt } from '../store/KubeObject';
import { Controller, keyOf, parseKey, writeStatus } from './Controller';
import {
  claimPods,
  createPod,
  deletePod,
  isFinished,
  isReady,
  keysOfPodOwner,
  ownedPods,
} from './ownedPods';

const resource = 'replicasets.apps';

/** Keeps as many pods as a ReplicaSet asks for. */
export const replicaSetController: Controller = {
  name: 'replicaset-controller',

  keysOf: event => [
    ...(event.resource === resource ? [keyOf(event.object)] : []),
    ...keysOfPodOwner(event, 'ReplicaSet'),
  ],

  reconcile(key, context) {
    const { store } = context;
    const { namespace, name } = parseKey(key);
    const set = store.get(resource, namespace, name);
    if (!set || set.metadata.deletionTimestamp) return;
    claimPods(store, set);
    const wanted = numberAt(set, 'spec', 'replicas') ?? 1;
    const pods = ownedPods(store, set).filter(pod => !isFinished(pod));
    for (let missing = wanted - pods.length; missing > 0; missing -= 1)
      createPod(context, set, { manager: 'kube-controller-manager' });
    // The youngest go first, so that the longest-serving pods stay.
    const youngestFirst = [...pods].sort(
      (a, b) =>
        Number(b.metadata.resourceVersion) - Number(a.metadata.resourceVersion),
    );
    for (const pod of youngestFirst.slice(0, Math.max(0, pods.length - wanted)))
      deletePod(context, pod);
    const left = ownedPods(store, set).filter(pod => !isFinished(pod));
    const ready = left.filter(isReady).length;
    writeStatus(store, resource, set, {
      replicas: left.length,
      fullyLabeledReplicas: left.length,
      ...(ready && { readyReplicas: ready, availableReplicas: ready }),
      observedGeneration: set.metadata.generation ?? 1,
    });
  },
};
