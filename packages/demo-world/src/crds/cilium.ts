import { Shape, ShapeTable } from '../schema/parseShape';
import { CrdRow } from './CrdRow';

const group = 'cilium.io';
const categories = ['cilium'];

const selector: ShapeTable = {
  matchLabels: 'string{}',
  matchExpressions: [
    {
      key: 'string!',
      operator: 'In|NotIn|Exists|DoesNotExist!',
      values: 'string[]',
    },
  ],
};

const toPorts: ShapeTable = {
  ports: [
    {
      port: 'string',
      endPort: 'int',
      protocol: 'TCP|UDP|SCTP|ICMP|ICMPv6|VRRP|IGMP|ANY',
    },
  ],
  rules: 'any',
  listener: 'any',
  originatingTLS: 'any',
  terminatingTLS: 'any',
  serverNames: 'string[]',
};

const peers = (prefix: 'from' | 'to'): Record<string, Shape> => ({
  [`${prefix}Endpoints`]: [selector],
  [`${prefix}Requires`]: [selector],
  [`${prefix}CIDR`]: 'string[]',
  [`${prefix}CIDRSet`]: 'any[]',
  [`${prefix}Entities`]: 'string[]',
  [`${prefix}Groups`]: 'any[]',
  [`${prefix}Nodes`]: [selector],
});

const egressPeers: Record<string, Shape> = {
  ...peers('to'),
  toServices: 'any[]',
  toFQDNs: [{ matchName: 'string', matchPattern: 'string' }],
};

const ingress: ShapeTable = {
  ...peers('from'),
  toPorts: [toPorts],
  icmps: 'any[]',
  authentication: { mode: 'disabled|required|test-always-fail' },
};

const egress: ShapeTable = {
  ...egressPeers,
  toPorts: [toPorts],
  icmps: 'any[]',
  authentication: { mode: 'disabled|required|test-always-fail' },
};

const ruleFields: ShapeTable = {
  description: 'string',
  endpointSelector: selector,
  ingress: [ingress],
  ingressDeny: [{ ...peers('from'), toPorts: [toPorts], icmps: 'any[]' }],
  egress: [egress],
  egressDeny: [{ ...egressPeers, toPorts: [toPorts], icmps: 'any[]' }],
  enableDefaultDeny: { ingress: 'bool', egress: 'bool' },
  labels: 'any[]',
  log: 'any',
};

const clusterwideRule: ShapeTable = { ...ruleFields, nodeSelector: selector };

const valid = [
  ['Valid', ".status.conditions[?(@.type=='Valid')].status"],
] as const;

/** Kinds that a Cilium installation brings. */
// prettier-ignore
export const ciliumKinds: readonly CrdRow[] = [
  { group, kind: 'CiliumNetworkPolicy', plural: 'ciliumnetworkpolicies', scope: 'Namespaced', versions: ['v2'], short: ['cnp', 'ciliumnp'], categories: ['cilium', 'ciliumpolicy'], spec: ruleFields, top: { specs: [ruleFields] }, columns: valid },
  { group, kind: 'CiliumClusterwideNetworkPolicy', plural: 'ciliumclusterwidenetworkpolicies', scope: 'Cluster', versions: ['v2'], short: ['ccnp'], categories: ['cilium', 'ciliumpolicy'], spec: clusterwideRule, top: { specs: [clusterwideRule] }, columns: valid },
  { group, kind: 'CiliumCIDRGroup', plural: 'ciliumcidrgroups', scope: 'Cluster', versions: ['v2', 'v2alpha1'], short: ['ccg'], categories, spec: { externalCIDRs: 'string[]' } },
  { group, kind: 'CiliumEndpoint', plural: 'ciliumendpoints', scope: 'Namespaced', versions: ['v2'], short: ['cep', 'ciliumep'], categories, columns: [['Security Identity', '.status.identity.id', 'integer'], ['Endpoint State', '.status.state'], ['IPv4', '.status.networking.addressing[0].ipv4']] },
  { group, kind: 'CiliumEndpointSlice', plural: 'ciliumendpointslices', scope: 'Cluster', versions: ['v2alpha1'], short: ['ces'], categories, top: { namespace: 'string', endpoints: 'any[]' } },
  { group, kind: 'CiliumIdentity', plural: 'ciliumidentities', scope: 'Cluster', versions: ['v2'], short: ['ciliumid'], categories, top: { 'security-labels': 'string{}' }, columns: [['Namespace', ".metadata.labels['io.kubernetes.pod.namespace']"]] },
  { group, kind: 'CiliumNode', plural: 'ciliumnodes', scope: 'Cluster', versions: ['v2'], short: ['cn', 'ciliumn'], categories },
  { group, kind: 'CiliumNodeConfig', plural: 'ciliumnodeconfigs', scope: 'Namespaced', versions: ['v2', 'v2alpha1'], categories },
  { group, kind: 'CiliumEnvoyConfig', plural: 'ciliumenvoyconfigs', scope: 'Namespaced', versions: ['v2'], short: ['cec'], categories },
  { group, kind: 'CiliumClusterwideEnvoyConfig', plural: 'ciliumclusterwideenvoyconfigs', scope: 'Cluster', versions: ['v2'], short: ['ccec'], categories },
  { group, kind: 'CiliumLocalRedirectPolicy', plural: 'ciliumlocalredirectpolicies', scope: 'Namespaced', versions: ['v2'], short: ['clrp'], categories },
  { group, kind: 'CiliumEgressGatewayPolicy', plural: 'ciliumegressgatewaypolicies', scope: 'Cluster', versions: ['v2'], short: ['cegp'], categories },
];
