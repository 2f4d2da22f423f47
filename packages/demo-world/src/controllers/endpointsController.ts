import { isDeepStrictEqual } from 'node:util';
import {
  at,
  JsonObject,
  KubeObject,
  listAt,
  stringAt,
  stringsAt,
} from '../store/KubeObject';
import {
  Controller,
  ControllerContext,
  controlledBy,
  keyOf,
  parseKey,
} from './Controller';
import { isFinished, isReady } from './ownedPods';
import { resolvePort } from './resolvePort';
import { templateHash } from './templateHash';

const slices = 'endpointslices.discovery.k8s.io';
const serviceLabel = 'kubernetes.io/service-name';
const managedLabel = 'endpointslice.kubernetes.io/managed-by';
const manager = 'endpointslice-controller.k8s.io';

const selects = (service: KubeObject, labels: Record<string, string> = {}) => {
  const selector = Object.entries(stringsAt(service, 'spec', 'selector'));
  return (
    selector.length > 0 &&
    selector.every(([key, value]) => labels[key] === value)
  );
};

const endpointOf = (pod: KubeObject): JsonObject => ({
  addresses: [stringAt(pod, 'status', 'podIP') ?? ''],
  conditions: {
    ready: isReady(pod) && !pod.metadata.deletionTimestamp,
    serving: isReady(pod),
    terminating: Boolean(pod.metadata.deletionTimestamp),
  },
  nodeName: stringAt(pod, 'spec', 'nodeName'),
  targetRef: {
    kind: 'Pod',
    namespace: pod.metadata.namespace,
    name: pod.metadata.name,
    uid: pod.metadata.uid,
  },
});

/** Slices for one Service: pods that resolve its ports alike share one. */
const wantedSlices = (service: KubeObject, pods: readonly KubeObject[]) => {
  const groups = new Map<string, { ports: JsonObject[]; pods: KubeObject[] }>();
  for (const pod of pods) {
    const ports = listAt(service, 'spec', 'ports').flatMap(port => {
      const number = resolvePort(pod, port);
      return number === undefined
        ? []
        : [
            {
              name: stringAt(port, 'name') ?? '',
              port: number,
              protocol: stringAt(port, 'protocol') ?? 'TCP',
              ...(port.appProtocol && { appProtocol: port.appProtocol }),
            },
          ];
    });
    const key = JSON.stringify(ports);
    const group = groups.get(key) ?? { ports, pods: [] };
    groups.set(key, { ports, pods: [...group.pods, pod] });
  }
  return [...groups.values()].map(({ ports, pods: members }) => ({
    name: `${service.metadata.name}-${templateHash([
      service.metadata.uid,
      ports,
    ]).slice(0, 5)}`,
    ports,
    endpoints: members
      .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
      .map(endpointOf),
  }));
};

const writeSlice = (
  { store, registry, writer }: ControllerContext,
  service: KubeObject,
  wanted: ReturnType<typeof wantedSlices>[number],
) => {
  const { namespace } = service.metadata;
  const current = store.get(slices, namespace, wanted.name);
  if (current) {
    if (!isDeepStrictEqual(current.endpoints, wanted.endpoints))
      store.put(slices, { ...current, endpoints: wanted.endpoints });
    return;
  }
  const resource = registry.find('discovery.k8s.io', 'v1', 'endpointslices');
  if (!resource) return;
  writer.create(
    resource,
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: wanted.name,
        namespace,
        labels: {
          ...service.metadata.labels,
          [serviceLabel]: service.metadata.name,
          [managedLabel]: manager,
        },
        ownerReferences: [controlledBy(service)],
      },
      addressType: 'IPv4',
      endpoints: wanted.endpoints,
      ports: wanted.ports,
    },
    { manager: 'kube-controller-manager', fieldValidation: 'Ignore' },
  );
};

/** Lists the pods behind each Service in EndpointSlices. */
export const endpointsController: Controller = {
  name: 'endpointslice-controller',

  keysOf: (event, { store }) => {
    if (event.resource === 'services') return [keyOf(event.object)];
    if (event.resource !== 'pods') return [];
    const { namespace, labels } = event.object.metadata;
    return store
      .scan('services', namespace)
      .filter(
        service =>
          selects(service, labels) ||
          selects(service, event.previous?.metadata.labels),
      )
      .map(keyOf);
  },

  reconcile(key, context) {
    const { store } = context;
    const { namespace, name } = parseKey(key);
    const service = store.get('services', namespace, name);
    // Without a Service its slices go with it, by ownership.
    if (!service || !at(service, 'spec', 'selector')) return;
    const pods = store
      .scan('pods', namespace)
      .filter(
        pod =>
          selects(service, pod.metadata.labels) &&
          stringAt(pod, 'status', 'podIP') &&
          !isFinished(pod),
      );
    const wanted = wantedSlices(service, pods);
    for (const slice of wanted) writeSlice(context, service, slice);
    const names = new Set(wanted.map(slice => slice.name));
    for (const slice of store.scan(slices, namespace))
      if (
        slice.metadata.labels?.[serviceLabel] === name &&
        slice.metadata.labels[managedLabel] === manager &&
        !names.has(slice.metadata.name)
      )
        store.remove(slices, namespace, slice.metadata.name);
  },
};
