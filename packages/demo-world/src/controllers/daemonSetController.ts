import { at, KubeObject, stringAt, stringsAt } from '../store/KubeObject';
import { Controller, keyOf, parseKey, writeStatus } from './Controller';
import {
  createPod,
  deletePod,
  isReady,
  keysOfPodOwner,
  ownedPods,
} from './ownedPods';
import { templateHash } from './templateHash';

const resource = 'daemonsets.apps';
const hashLabel = 'controller-revision-hash';

/** Keeps one pod on every node that the template's node selector admits. */
export const daemonSetController: Controller = {
  name: 'daemonset-controller',

  keysOf: (event, { store }) => {
    if (event.resource === 'nodes') return store.scan(resource).map(keyOf);
    return [
      ...(event.resource === resource ? [keyOf(event.object)] : []),
      ...keysOfPodOwner(event, 'DaemonSet'),
    ];
  },

  reconcile(key, context) {
    const { store } = context;
    const { namespace, name } = parseKey(key);
    const set = store.get(resource, namespace, name);
    if (!set || set.metadata.deletionTimestamp) return;
    const hash = templateHash(at(set, 'spec', 'template'));
    const selector = stringsAt(set, 'spec', 'template', 'spec', 'nodeSelector');
    const nodes = store
      .list('nodes')
      .filter(node =>
        Object.entries(selector).every(
          ([label, value]) => node.metadata.labels?.[label] === value,
        ),
      )
      .map(node => node.metadata.name);
    const nodeOf = (pod: KubeObject) => stringAt(pod, 'spec', 'nodeName') ?? '';
    const upToDate = (pod: KubeObject) =>
      pod.metadata.labels?.[hashLabel] === hash;

    for (const pod of ownedPods(store, set))
      if (!nodes.includes(nodeOf(pod)) || !upToDate(pod))
        deletePod(context, pod);
    const covered = new Set(ownedPods(store, set).map(nodeOf));
    for (const nodeName of nodes.filter(node => !covered.has(node)))
      createPod(context, set, {
        labels: { [hashLabel]: hash, 'pod-template-generation': '1' },
        spec: { nodeName },
        manager: 'kube-controller-manager',
      });
    const pods = ownedPods(store, set);
    const ready = pods.filter(isReady).length;
    writeStatus(store, resource, set, {
      observedGeneration: set.metadata.generation ?? 1,
      desiredNumberScheduled: nodes.length,
      currentNumberScheduled: pods.length,
      updatedNumberScheduled: pods.filter(upToDate).length,
      numberReady: ready,
      numberAvailable: ready,
      numberMisscheduled: 0,
      ...(nodes.length > ready && { numberUnavailable: nodes.length - ready }),
    });
  },
};
