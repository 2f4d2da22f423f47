import { FrameworkId, FrameworkRef } from './Control';

/** How people call a framework. */
export const frameworkTitles: Readonly<Record<FrameworkId, string>> = {
  'nist-sp-800-207': 'NIST SP 800-207, Zero Trust Architecture (tenets, 2.1)',
  'cis-kubernetes-1.12': 'CIS Kubernetes Benchmark v1.12',
  'nsa-cisa-hardening-1.2': 'NSA/CISA Kubernetes Hardening Guide v1.2',
  'pci-dss-4.0.1': 'PCI DSS 4.0.1',
};

/**
 * The requirements that controls are mapped to; no number stands anywhere else.
 * The hardening guide has no numbers: the stable keys are those of Kubescape.
 */
const subjects = {
  'nist-sp-800-207': {
    '2': 'All communication is secured, wherever it comes from',
    '3': 'Access is granted per session',
    '4': 'Access is decided by dynamic policy',
    '5': 'Posture of assets is monitored and measured',
    '6': 'Authentication and authorization are dynamic and strict',
  },
  'cis-kubernetes-1.12': {
    '5.1.1': 'cluster-admin only where it is needed',
    '5.1.2': 'Access to secrets is minimal',
    '5.1.3': 'Wildcards in roles are minimal',
    '5.1.4': 'Who may create pods is minimal',
    '5.1.5': 'Default service accounts are not used',
    '5.1.6': 'Service account tokens are mounted only where needed',
    '5.1.8': 'bind, impersonate and escalate are limited',
    '5.1.9': 'Creating persistent volumes is limited',
    '5.1.10': 'Access to nodes/proxy is limited',
    '5.1.11': 'Approval of certificate signing requests is limited',
    '5.1.12': 'Access to webhook configurations is limited',
    '5.1.13': 'Creating service account tokens is limited',
    '5.2.1': 'At least one policy control mechanism is active',
    '5.2.2': 'Privileged containers are limited',
    '5.2.3': "Sharing the host's process namespace is limited",
    '5.2.4': "Sharing the host's IPC namespace is limited",
    '5.2.5': "Sharing the host's network is limited",
    '5.3.1': 'The network plugin supports NetworkPolicy',
    '5.3.2': 'Every namespace has NetworkPolicies',
  },
  'nsa-cisa-hardening-1.2': {
    'C-0030': 'Ingress and egress blocked',
    'C-0034': 'Automatic mapping of service account tokens',
    'C-0035': 'Administrative roles',
    'C-0041': 'Host network access',
    'C-0054': 'Cluster internal networking',
  },
  'pci-dss-4.0.1': {
    '1.2.5': 'Services, protocols and ports are approved, with a business need',
    '1.2.6': 'Insecure services are mitigated',
    '1.2.8': 'Configuration of network controls is secured',
    '1.3.1': 'Inbound traffic is restricted to what is needed',
    '1.3.2': 'Outbound traffic is restricted to what is needed',
    '1.4.2': 'Inbound traffic from untrusted networks is limited',
    '4.2.1': 'Strong cryptography protects data in transit',
    '7.2.1': 'An access model is defined',
    '7.2.2': 'Access follows least privilege',
    '7.2.5': 'Application and system accounts have least privilege',
  },
} as const satisfies Record<FrameworkId, Readonly<Record<string, string>>>;

type Ids<F extends FrameworkId> = keyof (typeof subjects)[F] & string;

function refs<F extends FrameworkId>(
  framework: F,
  ids: readonly Ids<F>[],
): readonly FrameworkRef[] {
  const all: Readonly<Record<string, string>> = subjects[framework];
  return ids.map(id => ({ framework, id, subject: all[id] }));
}

/** Requirements by number; a number that is not in the table does not compile. */
export function mappingOf(numbers: {
  readonly nist?: readonly Ids<'nist-sp-800-207'>[];
  readonly cis?: readonly Ids<'cis-kubernetes-1.12'>[];
  readonly nsa?: readonly Ids<'nsa-cisa-hardening-1.2'>[];
  readonly pci?: readonly Ids<'pci-dss-4.0.1'>[];
}): readonly FrameworkRef[] {
  return [
    ...refs('nist-sp-800-207', numbers.nist ?? []),
    ...refs('cis-kubernetes-1.12', numbers.cis ?? []),
    ...refs('nsa-cisa-hardening-1.2', numbers.nsa ?? []),
    ...refs('pci-dss-4.0.1', numbers.pci ?? []),
  ];
}
