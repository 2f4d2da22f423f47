import {
  edgeLabels,
  Snapshot,
  StringMap,
  Workload,
} from '@ztn/zero-trust-engine';
import { Edge } from '../goal/findEdge';

/**
 * Labels that choose exactly the pods that are meant, all variants of an end
 * together, and that outlast a rollout. Undefined when there are none.
 */
export function lastingLabels(
  snapshot: Snapshot,
  workload: Workload,
  { callers, callees }: Edge,
): StringMap | undefined {
  const together = [callers, callees].find(ends =>
    ends.some(({ key }) => key === workload.key),
  ) ?? [workload];
  if (together.some(({ hostNetwork }) => hostNetwork)) return undefined;
  const common = Object.fromEntries(
    Object.entries(workload.labels).filter(([key, value]) =>
      together.every(({ labels }) => labels[key] === value),
    ),
  );
  const labels = edgeLabels(
    snapshot,
    { ...workload, labels: common },
    together.map(({ key }) => key),
  );
  const isCarried = together.every(one =>
    Object.entries(labels ?? {}).every(([k, v]) => one.labels[k] === v),
  );
  // A list of its own each time: what is shared becomes an anchor in YAML.
  return labels && isCarried ? { ...labels } : undefined;
}
