import { formatWorkloadRef, Snapshot, Workload } from '@ztn/zero-trust-engine';
import { AccessGoal } from '../AccessGoal';
import { goalFaults } from './checkGoal';
import { GoalFault, InvalidGoalError } from './InvalidGoalError';
import { isLabel, isObjectName } from './text';

/** A goal with its ends found in a snapshot. */
export interface Edge {
  readonly goal: AccessGoal;
  /** One workload, or every variant of one. */
  readonly callers: readonly Workload[];
  readonly callees: readonly Workload[];
}

/**
 * The workloads that a goal is about. Throws `InvalidGoalError` for a goal that
 * is malformed, that names what is not there, or whose ends have names that no
 * API server would have taken: nothing is generated from those.
 */
export function findEdge(snapshot: Snapshot, goal: AccessGoal): Edge {
  const callers = workloadsOf(snapshot, goal.caller);
  const callees = workloadsOf(snapshot, goal.callee);
  const faults: GoalFault[] = [
    ...goalFaults(goal),
    ...endFaults('caller', callers),
    ...endFaults('callee', callees),
    ...(callers.some(({ key }) => callees.some(other => other.key === key))
      ? [
          {
            field: 'caller',
            message: 'must be another workload than the callee',
          },
        ]
      : []),
  ];
  if (new Set(callers.map(w => w.serviceAccount)).size > 1) {
    const message =
      'has pods with different service accounts: name one variant';
    faults.push({ field: 'caller', message });
  }
  if (faults.length > 0) throw new InvalidGoalError(faults);
  return { goal, callers, callees };
}

/** A key names one variant; a plain ref names every variant of a workload. */
function workloadsOf(
  { workloads }: Snapshot,
  key: string,
): readonly Workload[] {
  const one = workloads.filter(workload => workload.key === key);
  return one.length > 0
    ? one
    : workloads.filter(({ ref }) => formatWorkloadRef(ref) === key);
}

function endFaults(
  field: 'caller' | 'callee',
  found: readonly Workload[],
): readonly GoalFault[] {
  if (found.length === 0) {
    return [{ field, message: 'is no workload of this cluster' }];
  }
  const isSound = found.every(
    ({ namespace, ref, serviceAccount, labels }) =>
      [namespace, ref.name, serviceAccount].every(isObjectName) &&
      Object.entries(labels).every(([key, value]) => isLabel(key, value)),
  );
  return isSound
    ? []
    : [
        {
          field,
          message: 'has a name or label that Kubernetes does not allow',
        },
      ];
}
