import { formatObjectRef } from '../../refs';
import { Pod, PodShape, Workload } from '../../snapshot/Workload';
import { Part } from './Assessment';
import { ControlContext } from './ControlContext';

/** One pod of a workload; or its template, where it has no pod. */
export interface Running {
  readonly shape: PodShape;
  readonly pod?: Pod;
  /** `Pod namespace/name`, or the owner. */
  readonly object: string;
}

/**
 * What of a workload can be looked at. Without pods the template counts, as in a
 * folder of manifests, unless the pods are there and could not be read.
 */
export function runningOf(
  { snapshot }: Pick<ControlContext, 'snapshot'>,
  workload: Workload,
): readonly Running[] {
  const { pods, template, ref } = workload;
  if (pods.length > 0) {
    return pods.map(pod => ({
      shape: pod,
      pod,
      object: formatObjectRef({ kind: 'Pod', ...pod }),
    }));
  }
  const hidden = podGapsOf(snapshot, workload.namespace).length > 0;
  return template && !hidden
    ? [{ shape: template, object: formatObjectRef(ref) }]
    : [];
}

/** A part for pods that may exist and could not be read. */
export function unseenPods(
  { snapshot }: Pick<ControlContext, 'snapshot'>,
  workload: Workload,
): readonly Part[] {
  const [gap] = podGapsOf(snapshot, workload.namespace);
  if (!gap) return [];
  return [
    {
      holds: 'unknown',
      reason: 'pods-unreadable',
      object: formatObjectRef(gap.object ?? workload.ref),
      params: { detail: gap.detail ?? gap.reason },
    },
  ];
}

/** The sentence of `unseenPods`, for the controls that use it. */
export const unseenPodsReason = {
  'pods-unreadable': 'Pods could not be read: {detail}.',
} as const;

function podGapsOf(
  snapshot: ControlContext['snapshot'],
  namespace: string,
): ReturnType<ControlContext['snapshot']['gapsOf']> {
  return snapshot
    .gapsOf('Pod')
    .filter(({ object }) => !object || object.namespace === namespace);
}
