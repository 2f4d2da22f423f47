import {
  Manifest,
  ManifestCluster,
  Meta,
  PortProtocol,
  SelectorManifest,
} from '../manifests';

/** Manifests of Cilium as people write them, as far as the oracle reads them. */
export interface CiliumPolicyManifest {
  readonly apiVersion: 'cilium.io/v2';
  readonly kind: 'CiliumNetworkPolicy' | 'CiliumClusterwideNetworkPolicy';
  readonly metadata: Meta;
  readonly spec?: CiliumRuleManifest;
  readonly specs?: readonly CiliumRuleManifest[];
}

export interface CiliumRuleManifest {
  readonly endpointSelector?: SelectorManifest;
  readonly nodeSelector?: SelectorManifest;
  readonly enableDefaultDeny?: {
    readonly ingress?: boolean;
    readonly egress?: boolean;
  };
  readonly ingress?: readonly CiliumSectionManifest[] | null;
  readonly ingressDeny?: readonly CiliumSectionManifest[] | null;
  readonly egress?: readonly CiliumSectionManifest[] | null;
  readonly egressDeny?: readonly CiliumSectionManifest[] | null;
}

/** `from…` in the ingress lists, `to…` in the egress lists. */
export interface CiliumSectionManifest {
  readonly fromEndpoints?: readonly SelectorManifest[] | null;
  readonly fromEntities?: readonly string[] | null;
  readonly fromCIDR?: readonly string[] | null;
  readonly fromCIDRSet?: readonly CidrSetManifest[] | null;
  readonly fromNodes?: readonly SelectorManifest[] | null;
  readonly toEndpoints?: readonly SelectorManifest[] | null;
  readonly toEntities?: readonly string[] | null;
  readonly toCIDR?: readonly string[] | null;
  readonly toCIDRSet?: readonly CidrSetManifest[] | null;
  readonly toNodes?: readonly SelectorManifest[] | null;
  readonly toServices?: readonly ServiceRefManifest[] | null;
  readonly toFQDNs?: readonly NameManifest[] | null;
  readonly toPorts?: readonly PortRuleManifest[] | null;
  readonly icmps?: readonly {
    readonly fields: readonly {
      readonly family?: 'IPv4' | 'IPv6';
      readonly type: number | string;
    }[];
  }[];
}

export interface CidrSetManifest {
  readonly cidr?: string;
  readonly cidrGroupRef?: string;
  readonly except?: readonly string[];
}

export interface ServiceRefManifest {
  readonly k8sService: {
    readonly serviceName: string;
    readonly namespace?: string;
  };
}

export interface NameManifest {
  readonly matchName?: string;
  readonly matchPattern?: string;
}

export interface PortRuleManifest {
  readonly ports: readonly {
    readonly port: string;
    readonly endPort?: number;
    readonly protocol?: PortProtocol | 'ANY';
  }[];
  readonly rules?: {
    readonly http?: readonly Readonly<Record<string, string>>[];
    readonly dns?: readonly NameManifest[];
  };
}

export interface CidrGroupManifest {
  readonly apiVersion: 'cilium.io/v2';
  readonly kind: 'CiliumCIDRGroup';
  readonly metadata: Meta;
  readonly spec: { readonly externalCIDRs: readonly string[] };
}

export interface ServiceManifest {
  readonly apiVersion: 'v1';
  readonly kind: 'Service';
  readonly metadata: Meta & { readonly namespace: string };
  readonly spec: {
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports: readonly { readonly port: number }[];
  };
}

export interface EndpointSliceManifest {
  readonly apiVersion: 'discovery.k8s.io/v1';
  readonly kind: 'EndpointSlice';
  readonly metadata: Meta & { readonly namespace: string };
  readonly addressType: 'IPv4';
  readonly ports: readonly { readonly port: number }[];
  readonly endpoints: readonly { readonly addresses: readonly string[] }[];
}

export type CiliumManifest =
  | Manifest
  | CiliumPolicyManifest
  | CidrGroupManifest
  | ServiceManifest
  | EndpointSliceManifest;

/** A cluster under Cilium: its manifests, `cilium-config`, and the version. */
export interface CiliumCluster {
  readonly version: '1.18' | '1.19' | '1.20';
  readonly config: Readonly<Record<string, string>>;
  readonly objects: readonly CiliumManifest[];
}

/** The name of the cluster when nobody gives it one. */
export const clusterName = 'default';

/** `1.19` or newer, and the like. */
export function isSince({ version }: CiliumCluster, minor: 19 | 20): boolean {
  return Number(version.slice(2)) >= minor;
}

/** Namespaces, nodes and pods, for what the rest of the oracle does with them. */
export function groundOf({ objects }: CiliumCluster): ManifestCluster {
  return {
    ipBlockMatchesPods: false,
    objects: objects.filter(
      (object): object is Manifest =>
        object.kind === 'Namespace' ||
        object.kind === 'Pod' ||
        object.kind === 'Node',
    ),
  };
}
