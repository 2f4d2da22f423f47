/** Ways in from outside the cluster, and encryption below the mesh. */
export const exposureMessages = {
  'section.exposure': 'Ways in from outside',
  'header.exposure': 'From outside',
  'header.exposure.none': 'no way in from outside',
  'header.exposure.noneUnread': 'no way in among what could be read',
  'header.exposure.open': 'open through {{ways}}',
  'header.exposure.blocked_one': '{{count}} way in, refused by policy',
  'header.exposure.blocked_other': '{{count}} ways in, refused by policy',
  'header.exposure.unsure_one':
    '{{count}} way in of which it is not certain that policy refuses it',
  'header.exposure.unsure_other':
    '{{count}} ways in of which it is not certain that policy refuses them',
  'header.dns.no': 'no DNS: names cannot be looked up',
  'header.dns.partial': 'DNS in part',
  'header.nodeEncryption': 'Between nodes',

  'exposure.none':
    'No Ingress, route, load balancer or node port leads to this workload.',
  'exposure.noneUnread':
    'Nothing that could be read leads to this workload from outside; not everything could be read.',
  'exposure.way': '{{object}} at {{where}} leads to port {{port}}',
  'exposure.where.any': 'every name',
  'exposure.where.port': '{{host}}, port {{port}}',
  'exposure.audience.internet': 'The Internet can dial it.',
  'exposure.audience.ranges': 'These addresses can dial it: {{ranges}}.',
  'exposure.audience.private-network': 'A private network can dial it.',
  'exposure.audience.node-network':
    'Whoever reaches an address of a node can dial it.',
  'exposure.audience.unknown': 'Who can dial it is not known.',
  'exposure.source.workloads':
    'Policy sees {{workloads}} as the caller, not the client.',
  'exposure.source.hidden':
    'Policy sees pods that you may not see as the caller, not the client.',
  'exposure.source.reserved':
    "Policy sees Cilium's own proxy as the caller, not the client.",
  'exposure.source.client': "Policy sees the client's own address.",
  'exposure.source.client-or-node':
    "Policy sees the client's address or a node's: with externalTrafficPolicy Cluster that depends on the network plugin.",
  'exposure.source.unknown.controller-not-found':
    'The proxies that serve it were not found, so it is not known whom policy sees.',
  'exposure.source.unknown.controller-not-known':
    'Its controller is not known here, so it is not known whom policy sees.',
  'exposure.source.unknown.class-not-known':
    'No class says which controller serves it, so it is not known whom policy sees.',
  'exposure.source.unknown.load-balancer-reaches-pods':
    'A load balancer outside the cluster dials the pods itself, and its addresses are not known.',
  'exposure.reading': 'If it is {{caller}}: {{outcome}}',

  'nodeEncryption.on': 'encrypted with {{by}}',
  'nodeEncryption.off': 'not encrypted',
  'nodeEncryption.partial':
    'encrypted with {{by}} on {{ready}} of {{total}} nodes',
  'nodeEncryption.unknown': 'not known',
  'nodeEncryption.by.wireguard': 'WireGuard',
  'nodeEncryption.by.ipsec': 'IPsec',
  'nodeEncryption.by.ztunnel': "Cilium's ztunnel",
  'nodeEncryption.reason.config-not-read':
    "Cilium's configuration could not be read.",
  'nodeEncryption.reason.plugin-not-read':
    'Whether this network plugin encrypts is not read.',
  'nodeEncryption.reason.nodes-not-read':
    'It is switched on, and the keys of the nodes could not be read.',
  'nodeEncryption.reason.per-node-override':
    'Single nodes are configured otherwise.',
  'nodeEncryption.reason.nodes-without-key':
    'Nodes without a key send and receive in plaintext.',
  'nodeEncryption.reason.host-network':
    'Pods in the network of their node are left out.',
  'nodeEncryption.reason.namespace-not-enrolled':
    'This namespace does not take part.',
  'nodeEncryption.title':
    'Between nodes: {{state}}. This ends at the nodes and proves no identity.',
};
