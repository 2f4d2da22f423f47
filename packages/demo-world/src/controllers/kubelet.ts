import { AddressPool } from './AddressPool';
import {
  at,
  JsonObject,
  KubeObject,
  listAt,
  stringAt,
  stringsAt,
} from '../store/KubeObject';
import { timestamp } from '../write/ObjectWriter';
import {
  Controller,
  ControllerContext,
  controllerOf,
  keyOf,
  parseKey,
} from './Controller';
import { isFinished } from './ownedPods';

type Addresses = { forNode(node: KubeObject | undefined): AddressPool };

const nodeAddress = (node: KubeObject | undefined) =>
  stringAt(
    listAt(node, 'status', 'addresses').find(one => one.type === 'InternalIP'),
    'address',
  ) ?? '127.0.0.1';

const fitsNode = (pod: KubeObject, node: KubeObject): boolean =>
  at(node, 'spec', 'unschedulable') !== true &&
  Object.entries(stringsAt(pod, 'spec', 'nodeSelector')).every(
    ([label, value]) => node.metadata.labels?.[label] === value,
  );

/** The least busy node that the pod fits, so that pods spread as they do in life. */
const chooseNode = (
  { store }: ControllerContext,
  pod: KubeObject,
  load: Map<string, number>,
): KubeObject | undefined =>
  store
    .list('nodes')
    .filter(node => fitsNode(pod, node))
    .sort(
      (a, b) =>
        (load.get(a.metadata.name) ?? 0) - (load.get(b.metadata.name) ?? 0),
    )[0];

const isNativeSidecar = (container: JsonObject) =>
  container.restartPolicy === 'Always';

const containerStatus = (
  container: JsonObject,
  state: 'running' | 'completed',
  time: string,
): JsonObject => {
  const completed = state === 'completed';
  return {
    name: container.name,
    image: container.image,
    imageID: '',
    containerID: `demo://${container.name}`,
    ready: !completed,
    started: !completed,
    restartCount: 0,
    lastState: {},
    state: completed
      ? {
          terminated: {
            exitCode: 0,
            reason: 'Completed',
            startedAt: time,
            finishedAt: time,
          },
        }
      : { running: { startedAt: time } },
  };
};

const conditionsOf = (ready: boolean, time: string): JsonObject[] =>
  [
    ['PodReadyToStartContainers', true],
    ['Initialized', true],
    ['Ready', ready],
    ['ContainersReady', ready],
    ['PodScheduled', true],
  ].map(([type, holds]) => ({
    type: String(type),
    status: holds ? 'True' : 'False',
    ...(!holds && { reason: 'PodCompleted' }),
    lastProbeTime: null,
    lastTransitionTime: time,
  }));

/** What the kubelet reports of a pod that runs, or has run to its end. */
const statusOf = (
  pod: KubeObject,
  phase: 'Running' | 'Succeeded',
  addresses: { host: string; pod: string },
  time: string,
): JsonObject => {
  const done = phase === 'Succeeded';
  const init = listAt(pod, 'spec', 'initContainers');
  return {
    phase,
    conditions: conditionsOf(!done, time),
    hostIP: addresses.host,
    hostIPs: [{ ip: addresses.host }],
    podIP: addresses.pod,
    podIPs: [{ ip: addresses.pod }],
    startTime: stringAt(pod, 'status', 'startTime') ?? time,
    qosClass: 'BestEffort',
    ...(init.length && {
      initContainerStatuses: init.map(container =>
        containerStatus(
          container,
          isNativeSidecar(container) && !done ? 'running' : 'completed',
          time,
        ),
      ),
    }),
    containerStatuses: listAt(pod, 'spec', 'containers').map(container =>
      containerStatus(container, done ? 'completed' : 'running', time),
    ),
  };
};

/** A Job's pod ends by itself, unless a proxy container that never ends keeps it. */
const runsToEnd = (pod: KubeObject) =>
  controllerOf(pod)?.kind === 'Job' &&
  !listAt(pod, 'spec', 'containers').some(one => one.name === 'istio-proxy');

/**
 * Scheduler and kubelet in one: gives pods a node and an address, runs them,
 * lets the pods of Jobs finish and removes what was deleted. Pods that come
 * with a phase are left as they are.
 */
export const createKubelet = (addresses: Addresses): Controller => {
  const load = new Map<string, number>();
  return {
    name: 'kubelet',

    keysOf: (event, { store }) => {
      if (event.resource === 'nodes')
        return store
          .scan('pods')
          .filter(pod => !at(pod, 'spec', 'nodeName'))
          .map(keyOf);
      if (event.resource !== 'pods') return [];
      const { object } = event;
      const ip = stringAt(object, 'status', 'podIP');
      const node = stringAt(object, 'spec', 'nodeName');
      if (event.type === 'DELETED') {
        if (node) load.set(node, (load.get(node) ?? 1) - 1);
        if (ip && !at(object, 'spec', 'hostNetwork'))
          addresses
            .forNode(store.get('nodes', undefined, node ?? ''))
            .release(ip);
        return [];
      }
      if (node && !at(event.previous, 'spec', 'nodeName')) {
        load.set(node, (load.get(node) ?? 0) + 1);
        if (ip)
          addresses.forNode(store.get('nodes', undefined, node)).reserve(ip);
      }
      return [keyOf(object)];
    },

    reconcile(key, context) {
      const { store, now } = context;
      const { namespace, name } = parseKey(key);
      const pod = store.get('pods', namespace, name);
      if (!pod) return;
      if (pod.metadata.deletionTimestamp) {
        if (!pod.metadata.finalizers?.length)
          store.remove('pods', namespace, name);
        return;
      }
      const phase = stringAt(pod, 'status', 'phase');
      if (phase === 'Running' && runsToEnd(pod)) {
        store.put('pods', {
          ...pod,
          status: statusOf(
            pod,
            'Succeeded',
            {
              host: stringAt(pod, 'status', 'hostIP') ?? '',
              pod: stringAt(pod, 'status', 'podIP') ?? '',
            },
            timestamp(now()),
          ),
        });
        return;
      }
      if (isFinished(pod) || (phase && phase !== 'Pending')) return;
      const given = stringAt(pod, 'spec', 'nodeName');
      const node = given
        ? store.get('nodes', undefined, given)
        : chooseNode(context, pod, load);
      if (!node) {
        // A pod that comes bound to an unknown node waits for it like any other.
        const status: JsonObject = {
          phase: 'Pending',
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason: 'Unschedulable',
              message: 'no node matches the pod',
              lastProbeTime: null,
              lastTransitionTime: timestamp(now()),
            },
          ],
        };
        if (!listAt(pod, 'status', 'conditions').length)
          store.put('pods', { ...pod, status });
        return;
      }
      const host = nodeAddress(node);
      const podIP =
        at(pod, 'spec', 'hostNetwork') === true
          ? host
          : addresses.forNode(node).allocate();
      store.put('pods', {
        ...pod,
        spec: { ...pod.spec, nodeName: node.metadata.name },
        status: statusOf(
          pod,
          'Running',
          { host, pod: podIP },
          timestamp(now()),
        ),
      });
    },
  };
};
