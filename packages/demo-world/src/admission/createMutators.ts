import { AddressPool } from '../controllers/AddressPool';
import { definitionFinalizer } from '../controllers/definitionController';
import { createSidecarInjector } from '../mesh/injectSidecar';
import {
  at,
  isJsonObject,
  JsonObject,
  listAt,
  stringAt,
} from '../store/KubeObject';
import { ObjectStore } from '../store/ObjectStore';
import { Mutator } from '../write/WriteOptions';

/** A port of the node port range that follows from the Service's own address. */
const nodePortFor = (address: string): number => {
  const [, , third, fourth] = address.split('.').map(Number);
  return 30000 + ((third * 256 + fourth) % 2700);
};

/** Gives a Service its addresses, and keeps them when an update leaves them out. */
const assignAddresses =
  (pool: AddressPool): Mutator =>
  (service, { resource, previous }) => {
    if (resource.storageKey !== 'services' || !service.spec) return;
    const { spec } = service;
    if (spec.type === 'ExternalName') return;
    const given = stringAt(service, 'spec', 'clusterIP');
    const address =
      given || stringAt(previous, 'spec', 'clusterIP') || pool.allocate();
    if (address !== 'None') pool.reserve(address);
    spec.clusterIP = address;
    spec.clusterIPs = [address];
    spec.ipFamilies ??= ['IPv4'];
    spec.ipFamilyPolicy ??= 'SingleStack';
    if (spec.type !== 'NodePort' && spec.type !== 'LoadBalancer') return;
    listAt(service, 'spec', 'ports').forEach((port, index) => {
      port.nodePort ??=
        listAt(previous, 'spec', 'ports')[index]?.nodePort ??
        nodePortFor(address) + index;
    });
  };

/** A Job selects its pods by its own uid (Kubernetes, Job). */
const selectJobPods: Mutator = (job, { resource, previous }) => {
  if (resource.storageKey !== 'jobs.batch' || !isJsonObject(job.spec)) return;
  if (previous) {
    job.spec.selector ??= previous.spec?.selector;
    const before = at(previous, 'spec', 'template', 'metadata', 'labels');
    const template = at(job, 'spec', 'template') as JsonObject;
    const metadata = (at(template, 'metadata') ?? {}) as JsonObject;
    template.metadata = {
      ...metadata,
      labels: { ...(before as JsonObject), ...(metadata.labels as JsonObject) },
    };
    return;
  }
  if (job.spec.manualSelector === true || job.spec.selector) return;
  const template = at(job, 'spec', 'template') as JsonObject;
  const metadata = (at(template, 'metadata') ?? {}) as JsonObject;
  const uid = job.metadata.uid ?? '';
  job.spec.selector = {
    matchLabels: { 'batch.kubernetes.io/controller-uid': uid },
  };
  template.metadata = {
    ...metadata,
    labels: {
      ...(metadata.labels as JsonObject | undefined),
      'batch.kubernetes.io/controller-uid': uid,
      'batch.kubernetes.io/job-name': job.metadata.name,
      'controller-uid': uid,
      'job-name': job.metadata.name,
    },
  };
};

const holdDefinitions: Mutator = (object, { resource, previous }) => {
  if (resource.kind !== 'CustomResourceDefinition' || previous) return;
  object.metadata.finalizers = [
    ...new Set([...(object.metadata.finalizers ?? []), definitionFinalizer]),
  ];
};

/** Mutating admission in the order it runs. */
export const createMutators = (options: {
  store: () => ObjectStore;
  serviceAddresses: AddressPool;
}): Mutator[] => [
  assignAddresses(options.serviceAddresses),
  selectJobPods,
  holdDefinitions,
  createSidecarInjector(options.store),
];
