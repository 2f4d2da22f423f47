import {
  at,
  isJsonObject,
  JsonObject,
  KubeObject,
  listAt,
  numberAt,
} from '../store/KubeObject';
import { timestamp } from '../write/ObjectWriter';
import {
  Controller,
  ControllerContext,
  controlledBy,
  controllerOf,
  keyOf,
  parseKey,
  writeStatus,
} from './Controller';
import { templateHash } from './templateHash';

const resource = 'deployments.apps';
const sets = 'replicasets.apps';
const hashLabel = 'pod-template-hash';
const revisionAnnotation = 'deployment.kubernetes.io/revision';

const revisionOf = (object: KubeObject) =>
  Number(object.metadata.annotations?.[revisionAnnotation] ?? 0);

const withRevision = (object: KubeObject, revision: number): KubeObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    annotations: {
      ...object.metadata.annotations,
      [revisionAnnotation]: `${revision}`,
    },
  },
});

const newReplicaSet = (
  deployment: KubeObject,
  hash: string,
  revision: number,
): KubeObject => {
  const template = at(deployment, 'spec', 'template') as JsonObject;
  const labels = at(template, 'metadata', 'labels');
  const selector = at(deployment, 'spec', 'selector') as JsonObject;
  const withHash = (value: unknown) => ({
    ...(isJsonObject(value) ? value : {}),
    [hashLabel]: hash,
  });
  return withRevision(
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${deployment.metadata.name}-${hash}`,
        namespace: deployment.metadata.namespace,
        labels: withHash(labels) as Record<string, string>,
        ownerReferences: [controlledBy(deployment)],
      },
      spec: {
        replicas: numberAt(deployment, 'spec', 'replicas') ?? 1,
        selector: { ...selector, matchLabels: withHash(selector.matchLabels) },
        template: {
          ...template,
          metadata: {
            ...(at(template, 'metadata') as JsonObject | undefined),
            labels: withHash(labels),
          },
        },
      },
    },
    revision,
  );
};

const scaleTo = (
  { store }: ControllerContext,
  set: KubeObject,
  replicas: number,
) => {
  if (numberAt(set, 'spec', 'replicas') === replicas) return;
  store.put(sets, {
    ...set,
    metadata: {
      ...set.metadata,
      generation: (set.metadata.generation ?? 1) + 1,
    },
    spec: { ...set.spec, replicas },
  });
};

const condition = (
  deployment: KubeObject,
  type: string,
  status: string,
  reason: string,
  message: string,
  now: Date,
): JsonObject => {
  const before = listAt(deployment, 'status', 'conditions').find(
    one => one.type === type,
  );
  const same = before?.status === status;
  return {
    type,
    status,
    reason,
    message,
    lastTransitionTime: (same && before.lastTransitionTime) || timestamp(now),
    lastUpdateTime:
      (same && before.reason === reason && before.lastUpdateTime) ||
      timestamp(now),
  };
};

/** Rolls a Deployment out: one ReplicaSet per template, the newest one at full size. */
export const deploymentController: Controller = {
  name: 'deployment-controller',

  keysOf: event => {
    if (event.resource === resource) return [keyOf(event.object)];
    const owner =
      event.resource === sets ? controllerOf(event.object) : undefined;
    return owner?.kind === 'Deployment'
      ? [`${event.object.metadata.namespace}/${owner.name}`]
      : [];
  },

  reconcile(key, context) {
    const { store, writer, registry, now } = context;
    const { namespace, name } = parseKey(key);
    const deployment = store.get(resource, namespace, name);
    const setResource = registry.find('apps', 'v1', 'replicasets');
    if (!deployment || deployment.metadata.deletionTimestamp || !setResource)
      return;
    const owned = () =>
      store
        .scan(sets, namespace)
        .filter(set => controllerOf(set)?.uid === deployment.metadata.uid);
    const hash = templateHash(at(deployment, 'spec', 'template'));
    const isCurrent = (set: KubeObject) =>
      set.metadata.labels?.[hashLabel] === hash;
    const latest = Math.max(0, ...owned().map(revisionOf));
    let current = owned().find(isCurrent);
    if (!current) {
      current = writer.create(
        setResource,
        newReplicaSet(deployment, hash, latest + 1),
        { manager: 'kube-controller-manager', fieldValidation: 'Ignore' },
      );
    } else if (revisionOf(current) < latest) {
      // Rolling back to an old template makes it the newest revision again.
      current = store.put(sets, withRevision(current, latest + 1));
    }
    if (revisionOf(deployment) !== revisionOf(current))
      store.put(resource, withRevision(deployment, revisionOf(current)));

    const wanted = numberAt(deployment, 'spec', 'replicas') ?? 1;
    scaleTo(context, current, wanted);
    const ready = numberAt(current, 'status', 'readyReplicas') ?? 0;
    const recreate = at(deployment, 'spec', 'strategy', 'type') === 'Recreate';
    // Old pods go once the new ones serve, so a service is never left without any.
    if (ready >= wanted || recreate)
      for (const old of owned().filter(set => !isCurrent(set)))
        scaleTo(context, old, 0);

    const all = owned();
    const total = (field: string) =>
      all.reduce((sum, set) => sum + (numberAt(set, 'status', field) ?? 0), 0);
    const updated = numberAt(all.find(isCurrent), 'status', 'replicas') ?? 0;
    const available = total('availableReplicas');
    const enough = available >= wanted;
    const done = enough && updated >= wanted && total('replicas') === updated;
    writeStatus(store, resource, deployment, {
      observedGeneration: deployment.metadata.generation ?? 1,
      ...(total('replicas') && { replicas: total('replicas') }),
      ...(updated && { updatedReplicas: updated }),
      ...(total('readyReplicas') && { readyReplicas: total('readyReplicas') }),
      ...(available && { availableReplicas: available }),
      ...(!enough && { unavailableReplicas: wanted - available }),
      conditions: [
        condition(
          deployment,
          'Available',
          enough ? 'True' : 'False',
          enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
          enough
            ? 'Deployment has minimum availability.'
            : 'Deployment does not have minimum availability.',
          now(),
        ),
        condition(
          deployment,
          'Progressing',
          'True',
          done ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
          `ReplicaSet "${current.metadata.name}" ${
            done ? 'has successfully progressed.' : 'is progressing.'
          }`,
          now(),
        ),
      ],
    });
  },
};
