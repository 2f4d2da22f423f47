import { Sidecar } from '../../snapshot/parseSidecar';
import { Snapshot } from '../../snapshot/Snapshot';
import { PodShape } from '../../snapshot/Workload';
import { covers, isForRevision } from '../mesh/attachedPolicies';
import { revisionOf } from '../mesh/revisionOf';
import { objectsIn } from '../objectsIn';

/**
 * The Sidecar resource of a pod: the oldest of its namespace that selects it,
 * else the oldest of its namespace without a selector, else the oldest of the
 * root namespace without one.
 */
export function sidecarFor(
  snapshot: Snapshot,
  namespace: string,
  shape: PodShape,
): Sidecar | undefined {
  const { rootNamespace } = snapshot.facts.istio;
  const revision = revisionOf(shape.annotations);
  const of = (where: string) =>
    objectsIn(snapshot, 'Sidecar', where).filter(
      ({ meta }) => isForRevision(meta, revision) !== false,
    );
  const here = of(namespace);
  const wide = ({ workloadSelector }: Sidecar) =>
    workloadSelector === undefined;
  const steps = [
    here.filter(
      s => s.workloadSelector && covers(s.workloadSelector, shape.labels),
    ),
    here.filter(wide),
    of(rootNamespace).filter(wide),
  ];
  return steps.map(oldest).find(found => found !== undefined);
}

function oldest(sidecars: readonly Sidecar[]): Sidecar | undefined {
  const keyOf = ({ meta }: Sidecar) => `${meta.creationTimestamp} ${meta.name}`;
  return [...sidecars].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))[0];
}
