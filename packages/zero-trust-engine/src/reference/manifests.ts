/**
 * Manifests as people write them, as far as the oracle reads them. They are
 * types and nothing else: nobody fills a default or checks anything here, so
 * the oracle has to know what an absent field means, as the specification says.
 */
export type Labels = Readonly<Record<string, string>>;

export interface Meta {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly creationTimestamp?: string;
}

export interface SelectorManifest {
  readonly matchLabels?: Labels | null;
  readonly matchExpressions?:
    | readonly {
        readonly key: string;
        readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
        readonly values?: readonly string[];
      }[]
    | null;
}

export interface NamespaceManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'Namespace';
  readonly metadata: Meta;
}

export interface NodeManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'Node';
  readonly metadata: Meta;
  readonly status: {
    readonly addresses: readonly {
      readonly type: string;
      readonly address: string;
    }[];
  };
}

export interface ContainerPortManifest {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol?: PortProtocol;
}

export type PortProtocol = 'TCP' | 'UDP' | 'SCTP';

export interface PodManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'Pod';
  readonly metadata: Meta & {
    readonly namespace: string;
    readonly ownerReferences?: readonly {
      readonly kind: string;
      readonly name: string;
      readonly controller: boolean;
    }[];
  };
  readonly spec: {
    readonly hostNetwork?: boolean;
    readonly nodeName?: string;
    readonly serviceAccountName?: string;
    readonly containers: readonly {
      readonly name: string;
      readonly image: string;
      readonly ports?: readonly ContainerPortManifest[];
    }[];
  };
  readonly status: {
    readonly phase: string;
    readonly podIP?: string;
    readonly podIPs?: readonly { readonly ip: string }[];
  };
}

export interface NetworkPolicyManifest {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  readonly metadata: Meta & { readonly namespace: string };
  readonly spec: {
    readonly podSelector?: SelectorManifest | null;
    readonly policyTypes?: readonly ('Ingress' | 'Egress')[] | null;
    readonly ingress?: readonly NetworkPolicyRuleManifest[] | null;
    readonly egress?: readonly NetworkPolicyRuleManifest[] | null;
  };
}

/** `from` in ingress rules, `to` in egress rules. */
export interface NetworkPolicyRuleManifest {
  readonly from?: readonly NetworkPolicyPeerManifest[] | null;
  readonly to?: readonly NetworkPolicyPeerManifest[] | null;
  readonly ports?: readonly NetworkPolicyPortManifest[] | null;
}

export interface NetworkPolicyPeerManifest {
  readonly podSelector?: SelectorManifest | null;
  readonly namespaceSelector?: SelectorManifest | null;
  readonly ipBlock?: {
    readonly cidr: string;
    readonly except?: readonly string[] | null;
  } | null;
}

export interface NetworkPolicyPortManifest {
  readonly protocol?: PortProtocol | null;
  readonly port?: number | string | null;
  readonly endPort?: number | null;
}

/** The three kinds of the policy API; which one decides the fields in use. */
export interface TierPolicyManifest {
  readonly apiVersion: string;
  readonly kind:
    | 'AdminNetworkPolicy'
    | 'BaselineAdminNetworkPolicy'
    | 'ClusterNetworkPolicy';
  readonly metadata: Meta;
  readonly spec: {
    /** ClusterNetworkPolicy alone. */
    readonly tier?: 'Admin' | 'Baseline';
    readonly priority?: number;
    readonly subject: TierPodsManifest;
    readonly ingress?: readonly TierRuleManifest[];
    readonly egress?: readonly TierRuleManifest[];
  };
}

export interface TierPodsManifest {
  readonly namespaces?: SelectorManifest;
  readonly pods?: {
    readonly namespaceSelector: SelectorManifest;
    readonly podSelector: SelectorManifest;
  };
}

export interface TierRuleManifest {
  readonly action: 'Allow' | 'Accept' | 'Deny' | 'Pass';
  readonly from?: readonly TierPeerManifest[];
  readonly to?: readonly TierPeerManifest[];
  /** AdminNetworkPolicy and BaselineAdminNetworkPolicy. */
  readonly ports?: readonly AdminPortManifest[];
  /** ClusterNetworkPolicy. */
  readonly protocols?: readonly ProtocolManifest[];
}

export interface TierPeerManifest extends TierPodsManifest {
  readonly nodes?: SelectorManifest;
  readonly networks?: readonly string[];
}

export interface AdminPortManifest {
  readonly portNumber?: {
    readonly protocol?: PortProtocol;
    readonly port: number;
  };
  readonly portRange?: {
    readonly protocol?: PortProtocol;
    readonly start: number;
    readonly end: number;
  };
  readonly namedPort?: string;
}

export interface ProtocolManifest {
  readonly tcp?: DestinationPortManifest;
  readonly udp?: DestinationPortManifest;
  readonly sctp?: DestinationPortManifest;
  readonly destinationNamedPort?: string;
}

export interface DestinationPortManifest {
  readonly destinationPort: {
    readonly number?: number;
    readonly range?: { readonly start: number; readonly end: number };
  };
}

export type Manifest =
  | NamespaceManifest
  | NodeManifest
  | PodManifest
  | NetworkPolicyManifest
  | TierPolicyManifest;

/** One cluster for the oracle: its manifests, and what its plugin does. */
export interface ManifestCluster {
  readonly objects: readonly Manifest[];
  /** Whether an ipBlock of a NetworkPolicy can match the address of a pod. */
  readonly ipBlockMatchesPods: boolean | 'unknown';
}
