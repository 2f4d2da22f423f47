import { TargetRef } from '../../../snapshot/IstioTarget';
import { ObjectMeta } from '../../../snapshot/KubernetesObject';
import { ClusterService, Snapshot } from '../../../snapshot/Snapshot';
import { FindingCheck, FindingContext } from '../FindingContext';
import { nameOf } from '../objects';

const gatewayGroup = 'gateway.networking.k8s.io';

/**
 * Policies that name what they apply to, and what they name does not enforce
 * them: then nobody does, and what they refuse goes through.
 */
export const targetRefs: FindingCheck = context =>
  (['AuthorizationPolicy', 'RequestAuthentication'] as const).flatMap(kind =>
    context.snapshot.objects(kind).flatMap(policy =>
      policy.target.targetRefs.flatMap((ref, index) => {
        const reason = withoutEffect(ref, policy.meta, context);
        if (reason === undefined) return [];
        return [
          {
            code: 'target-without-effect',
            severity: 'high' as const,
            object: nameOf(kind, policy),
            path: `spec.targetRefs[${index}]`,
            workloads: workloadsOf(ref, policy.meta, context),
            params: { target: `${ref.kind} ${ref.name}`, reason },
          },
        ];
      }),
    ),
  );

/** Why nothing enforces a policy at a target; undefined when something may. */
function withoutEffect(
  ref: TargetRef,
  meta: ObjectMeta,
  { snapshot, waypoints }: FindingContext,
): string | undefined {
  if (ref.namespace !== '' && ref.namespace !== meta.namespace) {
    return 'other-namespace';
  }
  // In a folder of manifests what is not there may be somewhere else.
  const seen = snapshot.namespaces.get(meta.namespace)?.declared === true;
  const here = (object: { readonly meta: ObjectMeta }) =>
    object.meta.name === ref.name && object.meta.namespace === meta.namespace;
  switch (`${ref.group}/${ref.kind}`) {
    case '/Service':
    case 'core/Service': {
      if (!seen || snapshot.gapsOf('Service').length > 0) return undefined;
      const service = serviceOf(ref, meta, snapshot);
      if (!service) return 'not-found';
      const binding = waypoints.ofService(service);
      if (binding.state === 'none') return 'no-waypoint';
      return binding.state === 'not-used' ? binding.reason : undefined;
    }
    case `${gatewayGroup}/Gateway`:
      return !seen ||
        snapshot.gapsOf('Gateway.gateway.networking.k8s.io').length > 0 ||
        snapshot.objects('Gateway.gateway.networking.k8s.io').some(here)
        ? undefined
        : 'not-found';
    case `${gatewayGroup}/GatewayClass`:
      if (ref.name !== 'istio-waypoint') return 'other-class';
      return meta.namespace === snapshot.facts.istio.rootNamespace
        ? undefined
        : 'outside-root-namespace';
    case 'networking.istio.io/ServiceEntry':
      return !seen ||
        snapshot.gapsOf('ServiceEntry').length > 0 ||
        snapshot.objects('ServiceEntry').some(here)
        ? undefined
        : 'not-found';
    default:
      return 'other-kind';
  }
}

function serviceOf(
  ref: TargetRef,
  meta: ObjectMeta,
  { services }: Snapshot,
): ClusterService | undefined {
  return ref.kind === 'Service'
    ? services.find(
        service =>
          service.meta.name === ref.name &&
          service.meta.namespace === meta.namespace,
      )
    : undefined;
}

function workloadsOf(
  ref: TargetRef,
  meta: ObjectMeta,
  { snapshot, backends }: FindingContext,
): readonly string[] {
  const service = serviceOf(ref, meta, snapshot);
  return service ? backends.behind(service).map(({ key }) => key) : [];
}
