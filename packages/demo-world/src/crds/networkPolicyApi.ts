import { Shape, ShapeTable } from '../schema/parseShape';
import { CrdRow } from './CrdRow';

const group = 'policy.networking.k8s.io';

const selector: ShapeTable = {
  matchLabels: 'string{}',
  matchExpressions: [
    { key: 'string!', operator: 'string!', values: 'string[]' },
  ],
};

const pods: ShapeTable = { namespaceSelector: selector, podSelector: selector };
const subject: ShapeTable = { namespaces: selector, pods };

const adminPorts: Shape = [
  {
    portNumber: { protocol: 'string', port: 'int!' },
    portRange: { protocol: 'string', start: 'int!', end: 'int!' },
    namedPort: 'string',
  },
];

const protocol: ShapeTable = {
  destinationPort: {
    number: 'int',
    range: { start: 'int!', end: 'int!' },
  },
};

const protocols: Shape = [
  {
    tcp: protocol,
    udp: protocol,
    sctp: protocol,
    destinationNamedPort: 'string',
  },
];

const egressPeer: ShapeTable = {
  namespaces: selector,
  pods,
  nodes: selector,
  networks: 'string[]',
  domainNames: 'string[]',
};

const columns = [['Priority', '.spec.priority', 'integer']] as const;

const adminRules = (actions: string): Record<string, Shape> => ({
  ingress: [
    {
      name: 'string',
      action: `${actions}!`,
      from: [{ namespaces: selector, pods }],
      ports: adminPorts,
    },
  ],
  egress: [
    {
      name: 'string',
      action: `${actions}!`,
      to: [egressPeer],
      ports: adminPorts,
    },
  ],
});

/** Cluster policy kinds of the Network Policy API. */
export const networkPolicyApiKinds: readonly CrdRow[] = [
  {
    group,
    kind: 'AdminNetworkPolicy',
    plural: 'adminnetworkpolicies',
    scope: 'Cluster',
    versions: ['v1alpha1'],
    short: ['anp'],
    specRequired: true,
    spec: { priority: 'int!', subject, ...adminRules('Allow|Deny|Pass') },
    columns,
  },
  {
    group,
    kind: 'BaselineAdminNetworkPolicy',
    plural: 'baselineadminnetworkpolicies',
    scope: 'Cluster',
    versions: ['v1alpha1'],
    short: ['banp'],
    specRequired: true,
    spec: { subject, ...adminRules('Allow|Deny') },
  },
  {
    group,
    kind: 'ClusterNetworkPolicy',
    plural: 'clusternetworkpolicies',
    scope: 'Cluster',
    versions: ['v1alpha2'],
    short: ['cnp'],
    specRequired: true,
    spec: {
      tier: 'Admin|Baseline!',
      priority: 'int!',
      subject,
      ingress: [
        {
          name: 'string',
          action: 'Accept|Deny|Pass!',
          from: [{ namespaces: selector, pods }],
          protocols,
        },
      ],
      egress: [
        {
          name: 'string',
          action: 'Accept|Deny|Pass!',
          to: [egressPeer],
          protocols,
        },
      ],
    },
    columns: [['Tier', '.spec.tier'], ...columns],
  },
];
