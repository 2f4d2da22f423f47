import { formatObjectRef } from '../../refs';
import { EnvoyFilter } from '../../snapshot/parseEnvoyFilter';
import { Enforcer, covers, gatewayNameLabel } from './attachedPolicies';

/** Patches of these cannot change what is let in. */
const outboundOnly = ['CLUSTER', 'BOOTSTRAP'];

/**
 * EnvoyFilters that patch what a proxy does with inbound traffic. They can
 * remove or replace the filters that authorize, so nothing is certain behind
 * them.
 */
export function patchingFilters(
  filters: readonly EnvoyFilter[],
  enforcer: Enforcer,
  rootNamespace: string,
): readonly string[] {
  return filters
    .filter(filter => selects(filter, enforcer, rootNamespace))
    .filter(filter =>
      filter.patches.some(
        patch =>
          !outboundOnly.includes(patch.applyTo) &&
          contextsOf(enforcer.point).includes(patch.context),
      ),
    )
    .map(filter => formatObjectRef({ kind: 'EnvoyFilter', ...filter.meta }));
}

function contextsOf(point: Enforcer['point']): readonly string[] {
  switch (point) {
    case 'gateway':
      return ['ANY', 'GATEWAY'];
    case 'waypoint':
      return ['ANY', 'WAYPOINT'];
    case 'sidecar':
      return ['ANY', 'SIDECAR_INBOUND'];
    default:
      return [];
  }
}

function selects(
  { meta, workloadSelector, target }: EnvoyFilter,
  enforcer: Enforcer,
  rootNamespace: string,
): boolean {
  if (target.targetRefs.length > 0) {
    const gateway = enforcer.labels[gatewayNameLabel];
    return (
      meta.namespace === enforcer.namespace &&
      target.targetRefs.some(
        ref =>
          (ref.kind === 'Gateway' && ref.name === gateway) ||
          (ref.kind === 'Service' && ref.name === enforcer.service?.meta.name),
      )
    );
  }
  return (
    [rootNamespace, enforcer.namespace].includes(meta.namespace) &&
    (workloadSelector === undefined ||
      covers(workloadSelector, enforcer.labels))
  );
}
