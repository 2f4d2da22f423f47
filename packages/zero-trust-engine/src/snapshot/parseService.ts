import { Field } from './Field';
import { Parsed } from './Gap';
import { RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';
import { ClusterService, ServicePort } from './Snapshot';

const types = [
  'ClusterIP',
  'NodePort',
  'LoadBalancer',
  'ExternalName',
] as const;
const protocols = ['TCP', 'UDP', 'SCTP'] as const;

/** A Service. An empty or absent selector means that endpoints are manual. */
export function parseService(raw: RawObject): Parsed<ClusterService> {
  return parseObject(raw, 'namespaced', (root, { meta }) => {
    const spec = root.at('spec');
    const first = spec.at('clusterIP').optionalString() ?? '';
    const clusterIPs = [
      ...new Set([first, ...spec.at('clusterIPs').strings()]),
    ].filter(ip => ip !== '');
    const selector = spec.at('selector').stringMap();
    const balancer = root.in('status', 'loadBalancer', 'ingress').items();
    return {
      meta,
      type: spec.at('type').oneOfOr(types, 'ClusterIP'),
      headless: clusterIPs.includes('None'),
      clusterIPs: clusterIPs.filter(ip => ip !== 'None'),
      externalIPs: spec.at('externalIPs').strings(),
      externalName: spec.at('externalName').optionalString() || undefined,
      loadBalancerAddresses: balancer.flatMap(entry =>
        [
          entry.at('ip').optionalString(),
          entry.at('hostname').optionalString(),
        ].flatMap(address => (address ? [address] : [])),
      ),
      loadBalancerSourceRanges: spec.at('loadBalancerSourceRanges').strings(),
      externalTrafficPolicy: spec
        .at('externalTrafficPolicy')
        .oneOfOr(['Cluster', 'Local'], 'Cluster'),
      selector: Object.keys(selector).length > 0 ? selector : undefined,
      ports: spec.at('ports').items().map(parseServicePort),
    };
  });
}

/** An absent `targetPort` is the Service's own port. */
function parseServicePort(field: Field): ServicePort {
  const port = field.at('port').port();
  return {
    name: field.at('name').optionalString() || undefined,
    port,
    protocol: field.at('protocol').oneOfOr(protocols, 'TCP'),
    targetPort: parseTargetPort(field.at('targetPort'), port),
    appProtocol: field.at('appProtocol').optionalString(),
    nodePort: field.at('nodePort').optionalInt() || undefined,
  };
}

function parseTargetPort(field: Field, port: number): number | string {
  if (!field.present || field.value === 0 || field.value === '') return port;
  if (typeof field.value === 'string') return field.value;
  return field.port();
}
