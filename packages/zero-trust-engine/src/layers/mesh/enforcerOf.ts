import { Hop } from '../Layer';
import { Enforcer } from './attachedPolicies';
import { revisionOf } from './revisionOf';

/** Who enforces at a hop, as policies attach to it. */
export function enforcerOf(hop: Hop): Enforcer {
  const { at, point, service, entry, machine } = hop;
  if (machine) return { point, ...machine };
  if (at.type !== 'workload') {
    throw new Error(`a '${point}' enforces at a workload, not at '${at.type}'`);
  }
  const shape = at.pod ?? at.workload;
  return {
    point,
    namespace: at.workload.namespace,
    labels: shape.labels,
    ...(service ? { service } : {}),
    ...(entry ? { entry } : {}),
    revision: revisionOf(shape.annotations),
  };
}
