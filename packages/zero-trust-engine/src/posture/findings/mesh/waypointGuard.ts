import { Binding } from '../../../layers/mesh/waypoints';
import { AuthorizationPolicy } from '../../../snapshot/parseAuthorizationPolicy';
import { ClusterService } from '../../../snapshot/Snapshot';
import { Finding } from '../../Finding';
import { FindingCheck, FindingContext } from '../FindingContext';
import { nameOf } from '../objects';
import { MeshPort, MeshSubject } from './MeshSubjects';
import { ofPolicy } from './rules';

/**
 * A waypoint guards only what cannot be reached past it. Sidecars, callers
 * outside the mesh and whoever dials a pod's own address go straight.
 */
export const waypointBypass: FindingCheck = context =>
  context.snapshot
    .objects('AuthorizationPolicy')
    .filter(policy => !policy.dryRun && policy.action !== 'AUDIT')
    .flatMap(policy => {
      const guarded = servicesGuardedBy(policy, context);
      const open = guarded.flatMap(service =>
        endpointsOf(service, context).flatMap(endpoint => {
          const by = waysPast(endpoint, context);
          return by.length > 0 ? [{ ...endpoint, by }] : [];
        }),
      );
      if (open.length === 0) return [];
      const ways = [...new Set(open.flatMap(({ by }) => by))];
      return [
        ofPolicy(
          'waypoint-bypass',
          'high',
          policy,
          'spec.targetRefs',
          open.map(({ subject }) => subject),
          { by: ways.join(', ') },
        ),
      ];
    });

interface Endpoint {
  readonly subject: MeshSubject;
  readonly port: MeshPort;
}

function endpointsOf(
  service: ClusterService,
  { mesh, backends }: FindingContext,
): readonly Endpoint[] {
  return backends.behind(service).flatMap(workload => {
    const subject = mesh.of(workload);
    return service.ports.flatMap(({ port }) =>
      subject
        ? mesh
            .portsBehind(workload, service, port)
            .map(found => ({ subject, port: found }))
        : [],
    );
  });
}

/** Nobody has this account: who is let in with it is let in with any. */
const nobody = 'ns/zero-trust-nobody/sa/zero-trust-nobody';

function waysPast(
  { subject, port }: Endpoint,
  { mesh, snapshot }: FindingContext,
): readonly ('plaintext' | 'any-identity')[] {
  const { accepts } = port.acceptance;
  const plain = accepts === 'both' || accepts === 'plaintext-only';
  const identity = `${snapshot.facts.istio.trustDomain}/${nobody}`;
  return [
    ...(plain && mesh.mayAdmit(subject, port) ? ['plaintext' as const] : []),
    ...(mesh.mayAdmit(subject, port, identity)
      ? ['any-identity' as const]
      : []),
  ];
}

/** Services whose waypoint is in use and enforces a policy. */
function servicesGuardedBy(
  { meta, target }: AuthorizationPolicy,
  { snapshot, waypoints }: FindingContext,
): readonly ClusterService[] {
  if (target.targetRefs.length === 0) return [];
  return snapshot.services.filter(service => {
    const binding: Binding = waypoints.ofService(service);
    if (binding.state !== 'used') return false;
    return target.targetRefs.some(({ kind, name }) =>
      kind === 'Gateway'
        ? binding.gateway === `Gateway ${meta.namespace}/${name}`
        : kind === 'Service' &&
          service.meta.name === name &&
          service.meta.namespace === meta.namespace,
    );
  });
}

/**
 * Behind a waypoint a pod sees the waypoint's identity and no caller's. Where
 * that is not allowed, nothing that goes through the waypoint arrives.
 */
export const waypointRefused: FindingCheck = context =>
  context.snapshot.services.flatMap((service): readonly Finding[] => {
    const binding = context.waypoints.ofService(service);
    if (binding.state !== 'used') return [];
    const [proxy] = binding.workloads;
    if (!proxy) return [];
    const { trustDomain } = context.snapshot.facts.istio;
    const identity = `${trustDomain}/ns/${proxy.namespace}/sa/${proxy.serviceAccount}`;
    const refusing = endpointsOf(service, context).filter(({ subject, port }) =>
      context.mesh.refuses(subject, port, identity),
    );
    if (refusing.length === 0) return [];
    return [
      {
        code: 'waypoint-identity-refused',
        severity: 'high',
        object: nameOf('Service', service),
        path: 'metadata.labels["istio.io/use-waypoint"]',
        workloads: [
          ...new Set(refusing.map(({ subject }) => subject.workload.key)),
        ],
        params: { waypoint: binding.gateway, identity },
      },
    ];
  });
