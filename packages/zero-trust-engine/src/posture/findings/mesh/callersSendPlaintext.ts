import { clientTls } from '../../../layers/transport/clientTls';
import {
  destinationRulesFor,
  hostOf,
} from '../../../layers/transport/destinationRuleFor';
import { ClusterService } from '../../../snapshot/Snapshot';
import { Workload } from '../../../snapshot/Workload';
import { FindingCheck, FindingContext } from '../FindingContext';
import { nameOf } from '../objects';

/** Without auto mTLS callers send plaintext unless a rule says otherwise. */
export const strictWithoutAutoMtls: FindingCheck = context =>
  context.snapshot.facts.istio.autoMtls
    ? []
    : refusedServices('strict-without-auto-mtls', context, () => true);

/**
 * Callers of a headless Service cannot tell its pods apart: if one of them has
 * no proxy all of them get plaintext, and those that are STRICT refuse it.
 */
export const headlessMixesProxies: FindingCheck = context =>
  context.snapshot.facts.istio.autoMtls
    ? refusedServices(
        'headless-service-mixes-proxies',
        context,
        ({ headless }, workloads) =>
          headless &&
          workloads.some(
            workload => context.mesh.membershipOf(workload) === 'out',
          ),
      )
    : [];

function refusedServices(
  code: string,
  { snapshot, mesh, backends }: FindingContext,
  concerns: (service: ClusterService, behind: readonly Workload[]) => boolean,
): ReturnType<FindingCheck> {
  if (snapshot.gapsOf('DestinationRule').length > 0) return [];
  return snapshot.services.flatMap(service => {
    const behind = backends.behind(service);
    if (!concerns(service, behind)) return [];
    const client = { namespace: service.meta.namespace, labels: {} };
    const applying = destinationRulesFor(snapshot, client, hostOf(service));
    const refused = service.ports.flatMap(({ port }) =>
      clientTls(applying, port).sends === 'auto'
        ? behind.filter(workload =>
            mesh
              .portsBehind(workload, service, port, 'sidecar')
              .some(p => p.acceptance.accepts === 'mtls-only'),
          )
        : [],
    );
    if (refused.length === 0) return [];
    return [
      {
        code,
        severity: 'high' as const,
        object: nameOf('Service', service),
        workloads: [...new Set(refused.map(({ key }) => key))],
        params: {},
      },
    ];
  });
}
