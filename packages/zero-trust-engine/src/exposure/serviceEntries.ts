import { formatObjectRef } from '../refs';
import { ClusterService, ServicePort, Snapshot } from '../snapshot/Snapshot';
import { audienceOfLoadBalancer } from './audience';
import { Audience, EntryPoint, EntrySource } from './EntryPoint';
import { ServiceTargets } from './ServiceTargets';

/**
 * LoadBalancer and NodePort Services, and Services with external addresses. A
 * load balancer opens the node ports as well, unless it is told not to; those
 * are not listed twice.
 */
export function serviceEntries(
  snapshot: Snapshot,
  services: ServiceTargets,
): readonly EntryPoint[] {
  return snapshot.services.flatMap(service => [
    ...(service.type === 'LoadBalancer'
      ? entriesOf(service, services, {
          type: 'load-balancer',
          path: 'spec.type',
          addresses: service.loadBalancerAddresses,
          audience: audienceOfLoadBalancer(service),
          ranges: service.loadBalancerSourceRanges,
          portOf: ({ port }) => port,
        })
      : []),
    ...(service.type === 'NodePort'
      ? entriesOf(service, services, {
          type: 'node-port',
          path: 'spec.type',
          addresses: [],
          audience: { who: 'node-network' },
          ranges: [],
          portOf: ({ nodePort }) => nodePort,
        })
      : []),
    ...(service.externalIPs.length > 0
      ? entriesOf(service, services, {
          type: 'external-ip',
          path: 'spec.externalIPs',
          addresses: service.externalIPs,
          audience: { who: 'unknown' },
          ranges: [],
          portOf: ({ port }) => port,
        })
      : []),
  ]);
}

interface Opening {
  readonly type: EntryPoint['type'];
  readonly path: string;
  readonly addresses: readonly string[];
  readonly audience: Audience;
  readonly ranges: readonly string[];
  readonly portOf: (port: ServicePort) => number | undefined;
}

function entriesOf(
  service: ClusterService,
  services: ServiceTargets,
  opening: Opening,
): readonly EntryPoint[] {
  const { type, path, addresses, audience, portOf } = opening;
  return service.ports.map(port => ({
    type,
    object: formatObjectRef({ kind: 'Service', ...service.meta }),
    path,
    hosts: [],
    httpPaths: [],
    addresses,
    port: portOf(port),
    tls: 'unknown',
    service: `${service.meta.namespace}/${service.meta.name}`,
    source: sourceOf(service, opening.ranges),
    audience,
    ...services.behind(service, port),
  }));
}

/** Cloud controllers whose load balancers dial pods and not nodes. */
const dialsPods: Readonly<Record<string, readonly string[]>> = {
  'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': ['ip'],
  'service.beta.kubernetes.io/aws-load-balancer-type': ['nlb-ip'],
};

/**
 * "Local" keeps the client's address. "Cluster" forwards between nodes, and
 * whether that replaces the address differs between network plugins.
 */
function sourceOf(
  { meta, externalTrafficPolicy }: ClusterService,
  ranges: readonly string[],
): EntrySource {
  const direct = Object.entries(dialsPods).some(([key, values]) =>
    values.includes(meta.annotations[key] ?? ''),
  );
  if (direct)
    return { seenAs: 'unknown', because: 'load-balancer-reaches-pods' };
  return externalTrafficPolicy === 'Local'
    ? { seenAs: 'client', ranges }
    : {
        seenAs: 'client-or-node',
        ranges,
        because: 'external-traffic-policy-cluster',
      };
}
