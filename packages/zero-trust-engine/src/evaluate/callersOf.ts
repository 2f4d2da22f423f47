import { Workload } from '../snapshot/Workload';
import { Caller } from './Ends';
import { partyOf, podClassesOf } from './podClasses';

/** A workload as callers, one per class of its pods, or one pod of it. */
export function callersOf(workload: Workload, pod?: string): readonly Caller[] {
  if (pod !== undefined) {
    const found = workload.pods.find(candidate => candidate.name === pod);
    if (!found) return [];
    return [
      { party: { type: 'workload', workload, pod: found }, pods: [found] },
    ];
  }
  const known = callersKnown.get(workload);
  if (known) return known;
  const classes = podClassesOf(workload);
  const callers = classes.map(podClass => ({
    party: partyOf(workload, podClass, classes.length),
    pods: podClass.pods,
  }));
  callersKnown.set(workload, callers);
  return callers;
}

// Only remembers. The same ends stay the same objects, by which layers know them.
const callersKnown = new WeakMap<Workload, readonly Caller[]>();
