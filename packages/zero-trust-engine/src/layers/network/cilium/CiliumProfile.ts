import { Facts } from '../../../snapshot/Facts';
import { StringMap } from '../../../snapshot/KubernetesObject';
import { atLeast } from './ciliumVersion';

/** What one cluster's agents were told, as far as verdicts depend on it. */
export interface CiliumProfile {
  readonly version?: string;
  readonly policyMode: 'default' | 'always' | 'never';
  readonly auditMode: boolean;
  readonly hostFirewall: boolean;
  readonly l7Proxy: boolean;
  /** `enableDefaultDeny` is honoured. */
  readonly nonDefaultDeny: boolean;
  /** A rule that does not deny by default restricts no HTTP either. */
  readonly l7NonDefaultDeny: boolean;
  readonly defaultLocalCluster: boolean;
  readonly clusterName: string;
  readonly cidrMatchesNodes: boolean;
  readonly cidrMatchesPods: boolean;
  readonly nodeSelectorLabels: boolean;
  readonly icmpRules: boolean;
  readonly extendedProtocols: boolean;
  readonly allowLocalhost: boolean;
  /** The host is let in only where a rule closes the rest (since 1.20). */
  readonly localhostNeedsRule: boolean;
  readonly mutualAuthentication: boolean;
  readonly watchesNamespaced: boolean;
  readonly watchesClusterwide: boolean;
  /** Layer 7 on ingress may not work under another plugin's chain. */
  readonly chained: boolean;
  /** Patterns of the identity label filter; absent for the built-in ones. */
  readonly labelPatterns?: readonly string[];
  /** `fromRequires` is refused (since 1.19); before it narrows peers. */
  readonly refusesRequires: boolean;
  /** `kafka` rules are refused (since 1.20). */
  readonly refusesKafka: boolean;
  /** An empty rule is refused (since 1.17); before it did nothing. */
  readonly refusesEmptyRules: boolean;
}

/** The profile of a cluster; an absent key has the agent's own default. */
export function ciliumProfile(facts: Facts): CiliumProfile {
  const config = facts.cilium?.config ?? {};
  const version = facts.cilium?.version;
  const since = (minor: number) => atLeast(version, 1, minor);
  const cidrModes = words(config['policy-cidr-match-mode']);
  return {
    version,
    policyMode: facts.cilium?.policyMode ?? 'default',
    auditMode: on(config, 'policy-audit-mode', false),
    hostFirewall: facts.cilium?.hostFirewall ?? false,
    l7Proxy: on(config, 'enable-l7-proxy', true),
    nonDefaultDeny: on(config, 'enable-non-default-deny-policies', true),
    l7NonDefaultDeny: since(20),
    defaultLocalCluster: facts.cilium?.defaultLocalCluster ?? true,
    clusterName: facts.cilium?.clusterName ?? 'default',
    cidrMatchesNodes: cidrModes.includes('nodes'),
    cidrMatchesPods: cidrModes.includes('pods'),
    nodeSelectorLabels: on(config, 'enable-node-selector-labels', false),
    icmpRules: on(config, 'enable-icmp-rules', true),
    extendedProtocols: on(config, 'enable-extended-ip-protocols', false),
    allowLocalhost: config['allow-localhost'] !== 'policy',
    localhostNeedsRule: since(20),
    mutualAuthentication:
      on(config, 'mesh-auth-enabled', true) &&
      on(config, 'mesh-auth-mutual-enabled', false),
    watchesNamespaced: on(config, 'enable-cilium-network-policy', true),
    watchesClusterwide: on(
      config,
      'enable-cilium-clusterwide-network-policy',
      true,
    ),
    chained: !['', 'none'].includes(config['cni-chaining-mode'] ?? ''),
    labelPatterns: config.labels ? words(config.labels) : undefined,
    refusesRequires: since(19),
    refusesKafka: since(20),
    refusesEmptyRules: since(17),
  };
}

function on(config: StringMap, key: string, otherwise: boolean): boolean {
  return config[key] === undefined ? otherwise : config[key] === 'true';
}

function words(text: string | undefined): readonly string[] {
  return (text ?? '').split(/\s+/).filter(word => word !== '');
}
