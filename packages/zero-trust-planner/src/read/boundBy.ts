import { Engine, RawObject } from '@ztn/zero-trust-engine';
import { identityOf } from '../objectRef';
import { objectRefOf } from '../objectRefOf';

/**
 * Workloads that an object binds, `Workload.key`. For the network the engine is
 * asked; in the mesh the selector decides, and an object for a waypoint binds
 * no pods by itself.
 */
export function boundBy(
  { snapshot, layers }: Engine,
  object: RawObject,
): readonly string[] {
  const ref = objectRefOf(object);
  if (object.kind === 'AuthorizationPolicy') {
    const found = snapshot
      .objects('AuthorizationPolicy')
      .find(
        ({ meta }) =>
          `AuthorizationPolicy ${meta.namespace}/${meta.name}` === ref,
      );
    if (!found || found.target.targetRefs.length > 0) return [];
    const { meta, target } = found;
    const isRoot = meta.namespace === snapshot.facts.istio.rootNamespace;
    return snapshot.workloads
      .filter(
        ({ namespace, labels }) =>
          (isRoot || namespace === meta.namespace) &&
          Object.entries(target.selector ?? {}).every(
            ([key, value]) => labels[key] === value,
          ),
      )
      .map(({ key }) => key);
  }
  const namespace = identityOf(object)?.namespace;
  return snapshot.workloads
    .filter(
      // Whatever requests write is of a namespace, and binds nobody else.
      workload => workload.namespace === namespace,
    )
    .filter(workload =>
      (['ingress', 'egress'] as const).some(direction =>
        layers.network
          .programs({ type: 'workload', workload }, direction)
          .some(({ policies }) => policies.includes(ref)),
      ),
    )
    .map(({ key }) => key);
}
