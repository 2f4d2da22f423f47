import { clientTls } from '../../layers/transport/clientTls';
import { DestinationRule } from '../../snapshot/parseDestinationRule';
import { ClusterService } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';
import { Finding } from '../Finding';
import { FindingCheck, FindingContext } from './FindingContext';
import { servicesRuledBy } from './mesh/ruledServices';
import { mergeWorkloads } from './network/mergeWorkloads';
import { nameOf } from './objects';

/**
 * DestinationRules that make callers send what the pods refuse: plaintext or
 * TLS of their own to a STRICT port, or mutual TLS to what cannot read it.
 */
export const destinationRuleBreaksCalls: FindingCheck = context =>
  mergeWorkloads(
    context.snapshot
      .objects('DestinationRule')
      .flatMap(rule =>
        servicesRuledBy(rule, context).flatMap(service =>
          brokenPorts(rule, service, context),
        ),
      ),
  );

function brokenPorts(
  rule: DestinationRule,
  service: ClusterService,
  context: FindingContext,
): readonly Finding[] {
  return service.ports.flatMap((servicePort): readonly Finding[] => {
    const { sends, because } = clientTls([rule], servicePort.port);
    const refuses =
      sends === 'mtls-to-all' ? cannotReadMtls : demandsMtls(context);
    if (sends === 'auto' || sends === 'unknown') return [];
    const refusing = context.backends
      .behind(service)
      .filter(workload =>
        refuses(workload, servicePort.port, service, context),
      );
    if (refusing.length === 0) return [];
    return [
      {
        code:
          sends === 'mtls-to-all'
            ? 'destination-rule-mtls-to-plaintext'
            : 'destination-rule-breaks-strict',
        severity: 'high',
        object: nameOf('DestinationRule', rule),
        ...(because[0]?.path ? { path: because[0].path } : {}),
        workloads: refusing.map(({ key }) => key),
        params: { service: `${service.meta.namespace}/${service.meta.name}` },
      },
    ];
  });
}

type Refuses = (
  workload: Workload,
  servicePort: number,
  service: ClusterService,
  context: FindingContext,
) => boolean;

const demandsMtls =
  ({ mesh }: FindingContext): Refuses =>
  (workload, servicePort, service) =>
    mesh
      .portsBehind(workload, service, servicePort)
      .some(({ acceptance }) => acceptance.accepts === 'mtls-only');

/** No proxy, a port that passes it by, or one where mutual TLS is off. */
const cannotReadMtls: Refuses = (workload, servicePort, service, { mesh }) => {
  if (mesh.membershipOf(workload) === 'out') return true;
  return mesh
    .portsBehind(workload, service, servicePort, 'sidecar')
    .some(
      ({ acceptance: { accepts } }) =>
        accepts === 'plaintext-only' || accepts === 'not-enforced',
    );
};
