import { at, KubeObject, numberAt } from '../store/KubeObject';
import { formatLabelSelector } from './labelSelector';

/** The `scale` view of a workload (autoscaling/v1). */
export const toScale = (object: KubeObject): KubeObject => ({
  kind: 'Scale',
  apiVersion: 'autoscaling/v1',
  metadata: {
    name: object.metadata.name,
    namespace: object.metadata.namespace,
    uid: object.metadata.uid,
    resourceVersion: object.metadata.resourceVersion,
    creationTimestamp: object.metadata.creationTimestamp,
  },
  spec: { replicas: numberAt(object, 'spec', 'replicas') ?? 1 },
  status: {
    replicas: numberAt(object, 'status', 'replicas') ?? 0,
    selector: formatLabelSelector(at(object, 'spec', 'selector')),
  },
});

/** The workload with the replicas that a changed `scale` view asks for. */
export const withScale = (
  object: KubeObject,
  scale: KubeObject,
): KubeObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    resourceVersion: scale.metadata?.resourceVersion,
  },
  spec: {
    ...object.spec,
    replicas: numberAt(scale, 'spec', 'replicas') ?? 0,
  },
});
