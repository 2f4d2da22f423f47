import { matchesLabelSelector } from '../protocol/labelSelector';
import {
  at,
  isJsonObject,
  JsonObject,
  KubeObject,
  listAt,
  stringAt,
} from '../store/KubeObject';
import { ObjectStore, StoreEvent } from '../store/ObjectStore';
import { ControllerContext, controlledBy, controllerOf } from './Controller';

/** Keys of the controllers of a kind that a pod event concerns. */
export const keysOfPodOwner = (event: StoreEvent, kind: string): string[] =>
  event.resource === 'pods'
    ? [event.object, event.previous].flatMap(pod => {
        const owner = pod && controllerOf(pod);
        return owner?.kind === kind
          ? [`${pod?.metadata.namespace}/${owner.name}`]
          : [];
      })
    : [];

/** Whether a pod has ended for good. */
export const isFinished = (pod: KubeObject) => {
  const phase = stringAt(pod, 'status', 'phase');
  return phase === 'Succeeded' || phase === 'Failed';
};

/** Whether a pod is ready to serve. */
export const isReady = (pod: KubeObject) =>
  listAt(pod, 'status', 'conditions').some(
    condition => condition.type === 'Ready' && condition.status === 'True',
  );

/** Pods that an owner controls and that are not on their way out. */
export const ownedPods = (store: ObjectStore, owner: KubeObject) =>
  store
    .scan('pods', owner.metadata.namespace)
    .filter(
      pod =>
        controllerOf(pod)?.uid === owner.metadata.uid &&
        !pod.metadata.deletionTimestamp,
    );

const withOwners = (
  pod: KubeObject,
  ownerReferences: KubeObject['metadata']['ownerReferences'],
): KubeObject => ({ ...pod, metadata: { ...pod.metadata, ownerReferences } });

/** Adopts matching pods that nobody controls, and lets go of those that no longer match. */
export const claimPods = (store: ObjectStore, owner: KubeObject): void => {
  const selector = at(owner, 'spec', 'selector');
  for (const pod of store.scan('pods', owner.metadata.namespace)) {
    const controller = controllerOf(pod);
    const matches = matchesLabelSelector(selector, pod.metadata.labels);
    const owners = pod.metadata.ownerReferences ?? [];
    if (
      !controller &&
      matches &&
      !pod.metadata.deletionTimestamp &&
      !isFinished(pod)
    )
      store.put('pods', withOwners(pod, [...owners, controlledBy(owner)]));
    if (controller?.uid === owner.metadata.uid && !matches)
      store.put(
        'pods',
        withOwners(
          pod,
          owners.filter(one => one !== controller),
        ),
      );
  }
};

/** Creates a pod from the template of an owner. */
export const createPod = (
  { registry, writer }: ControllerContext,
  owner: KubeObject,
  options: {
    name?: string;
    labels?: Record<string, string>;
    spec?: JsonObject;
    manager: string;
  },
): void => {
  const resource = registry.find('', 'v1', 'pods');
  if (!resource) return;
  const template = at(owner, 'spec', 'template');
  const metadata = at(template, 'metadata');
  const spec = at(template, 'spec');
  writer.create(
    resource,
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...(options.name
          ? { name: options.name }
          : { name: '', generateName: `${owner.metadata.name}-` }),
        namespace: owner.metadata.namespace,
        labels: {
          ...(at(metadata, 'labels') as Record<string, string> | undefined),
          ...options.labels,
        },
        annotations: at(metadata, 'annotations') as
          | Record<string, string>
          | undefined,
        ownerReferences: [controlledBy(owner)],
      },
      spec: { ...(isJsonObject(spec) ? spec : {}), ...options.spec },
    },
    { manager: options.manager, fieldValidation: 'Ignore' },
  );
};

/** Deletes a pod the way a controller does, leaving the rest to the kubelet. */
export const deletePod = (
  { store, now }: ControllerContext,
  pod: KubeObject,
) => {
  const { namespace, name } = pod.metadata;
  if (!at(pod, 'spec', 'nodeName')) {
    store.remove('pods', namespace, name);
    return;
  }
  store.put('pods', {
    ...pod,
    metadata: {
      ...pod.metadata,
      deletionTimestamp: now()
        .toISOString()
        .replace(/\.\d+Z$/, 'Z'),
      deletionGracePeriodSeconds: 30,
    },
  });
};
