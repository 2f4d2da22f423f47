import { Party } from '../layers/Layer';
import { Pod, PodShape, Workload } from '../snapshot/Workload';

/** Pods of a workload for which every answer is the same. */
export interface PodClass {
  /** Empty when only the template is known. */
  readonly pods: readonly Pod[];
}

/**
 * Groups the pods of a workload by what a data plane may tell apart: containers,
 * mesh labels and annotations. What a selector reads is alike already, or they
 * would be variants; addresses and nodes are the network layer's, which is asked
 * about the class as a whole.
 */
export function podClassesOf(workload: Workload): readonly PodClass[] {
  const known = classesOf.get(workload);
  if (known) return known;
  const classes = group(workload);
  classesOf.set(workload, classes);
  return classes;
}

// Only remembers: a workload never changes, and every question asks for it.
const classesOf = new WeakMap<Workload, readonly PodClass[]>();

function group(workload: Workload): readonly PodClass[] {
  if (workload.pods.length === 0) return [{ pods: [] }];
  const classes = new Map<string, Pod[]>();
  for (const pod of workload.pods) {
    const key = signatureOf(pod);
    const members = classes.get(key);
    if (members) members.push(pod);
    else classes.set(key, [pod]);
  }
  return [...classes.values()].map(pods => ({ pods }));
}

/**
 * The party that stands for a class: one of its pods, with the others, where classes differ, and
 * the workload as a whole where all pods are alike.
 */
export function partyOf(
  workload: Workload,
  { pods }: PodClass,
  classes: number,
): Party {
  if (classes === 1 && pods.length !== 1) return { type: 'workload', workload };
  return {
    type: 'workload',
    workload,
    pod: pods[0],
    ...(pods.length > 1 ? { alike: pods } : {}),
  };
}

function signatureOf(pod: PodShape): string {
  return JSON.stringify([
    meshEntries(pod.labels),
    meshEntries(pod.annotations),
    pod.containers,
  ]);
}

/** Only Istio and its Gateways read labels and annotations of one pod. */
function meshEntries(map: PodShape['labels']): readonly string[] {
  return Object.keys(map)
    .filter(
      key => key.includes('istio.io/') || key.startsWith('gateway.networking.'),
    )
    .sort()
    .map(key => `${key}=${map[key]}`);
}
