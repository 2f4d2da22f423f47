import { RawObject } from '@ztn/zero-trust-engine';
import { AccessGoal, planAccess } from '@ztn/zero-trust-planner';
import { ClusterSnapshot } from '../../posture/ClusterSnapshot';
import { nameOf } from '../service/toManifests';
import { InForce, Planner } from './Planner';

/** The planner's answers, proven by the engine. */
export const enginePlanner: Planner = {
  plan: planAccess,
  judgeMerged: () => ({ findings: [], granted: [] }),
  inForce,
};

/**
 * In force is what the cluster holds and the engine allows in full, at every
 * layer: the object alone proves nothing, and neither does another policy that
 * happens to allow the same.
 */
function inForce(
  snapshot: ClusterSnapshot,
  goal: AccessGoal,
  objects: readonly RawObject[],
): InForce {
  const live = new Set(snapshot.objects.map(nameOf));
  const isThere = objects.every(object => live.has(nameOf(object)));
  const { outcome, layers } = planAccess({ engine: snapshot.engine, goal });
  const waiting = layers
    .filter(({ before }) => before !== 'allow')
    .flatMap(({ dialect }) =>
      dialect === 'tier' || dialect === 'transport' ? [] : [dialect],
    );
  return {
    effective: isThere && outcome === 'already_allowed',
    waitingFor: [...new Set(waiting)],
  };
}
