import { StringMap } from './KubernetesObject';
import { LabelSelector } from './LabelSelector';

/**
 * What holds for the whole cluster: detected from objects, or stated by the
 * operator. `sources` says which object or setting each one came from.
 */
export interface Facts {
  readonly cni: 'cilium' | 'calico' | 'other' | 'none' | 'unknown';
  /** Whether an ipBlock can match the address of a pod. */
  readonly ipBlockMatchesPods: boolean | 'unknown';
  /**
   * Whether a `networks` peer of the policy API matches the address of a pod.
   * The API's text says that it does; absent means that nobody stated otherwise.
   */
  readonly networksMatchPods?: boolean;
  /**
   * Kinds of which it is stated that the plugin acts on them, or not; the rest
   * follows from the plugin.
   */
  readonly enforces?: Enforces;
  readonly istio: IstioFacts;
  readonly cilium?: CiliumFacts;
  /** `istio.trustDomain` → `ConfigMap istio-system/istio data.mesh`. */
  readonly sources: StringMap;
}

/** Whether the network plugin acts on objects of a kind. */
export type Enforces = Readonly<
  Partial<
    Record<
      | 'NetworkPolicy'
      | 'AdminNetworkPolicy'
      | 'BaselineAdminNetworkPolicy'
      | 'ClusterNetworkPolicy',
      boolean
    >
  >
>;

/** What the mesh's configuration says; defaults are Istio's own. */
export interface IstioFacts {
  readonly installed: boolean | 'unknown';
  readonly version?: string;
  /**
   * Where what follows is from: the mesh configuration; Istio's defaults, since
   * there is none; or defaults although there may be one that cannot be read.
   */
  readonly configuration: 'read' | 'defaults' | 'unread';
  /** Revisions whose mesh configuration says otherwise than this one. */
  readonly otherConfigurations: readonly string[];
  readonly rootNamespace: string;
  readonly trustDomain: string;
  readonly trustDomainAliases: readonly string[];
  /** Trust domains that CAs of the mesh configuration stand for. */
  readonly caTrustDomains: readonly string[];
  readonly autoMtls: boolean;
  /** `PILOT_ENABLE_AMBIENT`. */
  readonly ambient: boolean;
  readonly outboundTrafficPolicy: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  /** Namespaces that the mesh looks at; none for all. */
  readonly discoverySelectors: readonly LabelSelector[];
  /** Who sees objects that do not say it themselves. */
  readonly defaultServiceExportTo: readonly string[];
  readonly defaultVirtualServiceExportTo: readonly string[];
  readonly defaultDestinationRuleExportTo: readonly string[];
  readonly pathNormalization:
    | 'NONE'
    | 'BASE'
    | 'MERGE_SLASHES'
    | 'DECODE_AND_MERGE_SLASHES';
  readonly extensionProviders: readonly string[];
  /** Those of them that can only be asked about HTTP requests. */
  readonly httpOnlyProviders: readonly string[];
  /** istiod's environment, for the flags that change verdicts. */
  readonly env: StringMap;
}

/** Cilium's profile: what the agents were told and which version they are. */
export interface CiliumFacts {
  readonly version?: string;
  /**
   * Where what follows is from: `cilium-config`; the agent's defaults, since no
   * such config map is among the objects; or defaults although there may be one
   * that cannot be read.
   */
  readonly configuration: 'read' | 'defaults' | 'unread';
  readonly policyMode: 'default' | 'always' | 'never';
  readonly hostFirewall: boolean;
  readonly clusterName: string;
  readonly defaultLocalCluster: boolean;
  /** The `cilium-config` keys, for everything else. */
  readonly config: StringMap;
}

/** What an operator may state; the shape of `facts.yaml`, all optional. */
export interface FactOverrides {
  readonly cni?: Facts['cni'];
  readonly ipBlockMatchesPods?: boolean | 'unknown';
  readonly networksMatchPods?: boolean;
  readonly enforces?: Enforces;
  readonly nodes?: readonly {
    readonly name: string;
    readonly addresses?: readonly string[];
    readonly labels?: StringMap;
  }[];
  /** `namespace/pod` → addresses. */
  readonly podAddresses?: Readonly<Record<string, readonly string[]>>;
  readonly istio?: Partial<IstioFacts>;
  readonly cilium?: Partial<CiliumFacts>;
}
