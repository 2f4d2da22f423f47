import { ControlResult } from '@ztn/zero-trust-engine';
import { ClusterSnapshot } from '../posture/ClusterSnapshot';

/** What the controls say of one snapshot of a cluster. Immutable. */
export interface ClusterAssessment {
  readonly snapshot: ClusterSnapshot;
  readonly at: Date;
  readonly byWorkload: ReadonlyMap<string, readonly ControlResult[]>;
  readonly byNamespace: ReadonlyMap<string, readonly ControlResult[]>;
  readonly ofCluster: readonly ControlResult[];
}

/** Sorts results by whom they are about. */
export function assessmentOf(
  snapshot: ClusterSnapshot,
  at: Date,
  results: readonly ControlResult[],
): ClusterAssessment {
  const byWorkload = new Map<string, ControlResult[]>();
  const byNamespace = new Map<string, ControlResult[]>();
  const ofCluster: ControlResult[] = [];
  for (const result of results) {
    const { subject } = result;
    if (subject.type === 'workload') add(byWorkload, subject.key, result);
    else if (subject.type === 'namespace') {
      add(byNamespace, subject.namespace, result);
    } else ofCluster.push(result);
  }
  return { snapshot, at, byWorkload, byNamespace, ofCluster };
}

function add(
  map: Map<string, ControlResult[]>,
  key: string,
  result: ControlResult,
): void {
  const list = map.get(key);
  if (list) list.push(result);
  else map.set(key, [result]);
}
