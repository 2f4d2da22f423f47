import { Labels, Meta, PodManifest } from '../manifests';

/** What istiod is told, as far as the oracle reads it. */
export interface MeshSettings {
  readonly root: string;
  readonly trustDomain: string;
  readonly aliases: readonly string[];
  readonly autoMtls: boolean;
  /** `PILOT_ENABLE_AMBIENT`. */
  readonly ambient: boolean;
  readonly registryOnly: boolean;
  /** `PILOT_AUTO_ALLOW_WAYPOINT_POLICY`. */
  readonly allowsWaypoints: boolean;
}

/** Authorizers of the mesh configuration: this one can be asked about anything. */
export const grpcAuthorizer = 'ask';
/** This one only about HTTP; every other name is nobody's. */
export const httpAuthorizer = 'ask-http';

/** A cluster with a mesh, as manifests. */
export interface MeshManifests {
  readonly settings: MeshSettings;
  readonly objects: readonly { readonly kind: string }[];
}

export type MeshPod = PodManifest & {
  readonly spec: {
    readonly initContainers?: readonly {
      readonly name: string;
      readonly restartPolicy?: string;
    }[];
  };
};

interface Namespaced extends Meta {
  readonly namespace: string;
}

interface Object<Spec> {
  readonly metadata: Namespaced;
  readonly spec: Spec;
}

export interface ServicePortManifest {
  readonly name?: string;
  readonly port: number;
  readonly targetPort: number;
  readonly appProtocol?: string;
}

export type MeshService = Object<{
  readonly clusterIP?: string;
  readonly selector: Labels;
  readonly ports: readonly ServicePortManifest[];
}>;

export type Mode = 'UNSET' | 'STRICT' | 'PERMISSIVE' | 'DISABLE';

interface Selector {
  readonly matchLabels?: Labels;
}

export type PeerAuthentication = Object<{
  readonly selector?: Selector;
  readonly mtls?: { readonly mode?: Mode };
  readonly portLevelMtls?: Readonly<Record<string, { readonly mode: Mode }>>;
}>;

export interface Tls {
  readonly mode: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
  readonly credentialName?: string;
}

export interface TrafficSettings {
  readonly tls?: Tls;
  readonly loadBalancer?: { readonly simple?: string };
}

export type DestinationRule = Object<{
  readonly host: string;
  readonly exportTo?: readonly string[];
  readonly workloadSelector?: Selector;
  readonly trafficPolicy?: TrafficSettings & {
    readonly portLevelSettings?: readonly (TrafficSettings & {
      readonly port: { readonly number: number };
    })[];
  };
}>;

export type SidecarResource = Object<{
  readonly workloadSelector?: { readonly labels: Labels };
  readonly egress?: readonly { readonly hosts: readonly string[] }[];
  readonly outboundTrafficPolicy?: { readonly mode: string };
}>;

export type Fields = Readonly<Record<string, readonly string[] | undefined>>;

export interface Condition {
  readonly key: string;
  readonly values?: readonly string[];
  readonly notValues?: readonly string[];
}

export interface Rule {
  readonly from?: readonly { readonly source: Fields }[];
  readonly to?: readonly { readonly operation: Fields }[];
  readonly when?: readonly Condition[];
}

interface Target {
  readonly selector?: Selector;
  readonly targetRefs?: readonly {
    readonly kind: string;
    readonly name: string;
  }[];
}

export type AuthorizationPolicy = Object<
  Target & {
    readonly action?: 'ALLOW' | 'DENY' | 'CUSTOM' | 'AUDIT';
    readonly provider?: { readonly name: string };
    readonly rules?: readonly Rule[];
  }
>;

export type RequestAuthentication = Object<
  Target & {
    readonly jwtRules: readonly {
      readonly issuer: string;
      readonly forwardOriginalToken?: boolean;
    }[];
  }
>;

export type GatewayManifest = Object<{
  readonly listeners: readonly {
    readonly allowedRoutes?: {
      readonly namespaces?: { readonly from: string };
    };
  }[];
}> & {
  readonly status?: { readonly addresses?: readonly unknown[] };
};

interface Kinds {
  readonly Namespace: { readonly metadata: Meta };
  readonly Pod: MeshPod;
  readonly Service: MeshService;
  readonly Gateway: GatewayManifest;
  readonly PeerAuthentication: PeerAuthentication;
  readonly RequestAuthentication: RequestAuthentication;
  readonly AuthorizationPolicy: AuthorizationPolicy;
  readonly DestinationRule: DestinationRule;
  readonly Sidecar: SidecarResource;
}

/** Every object of a kind. */
export function all<K extends keyof Kinds>(
  { objects }: MeshManifests,
  kind: K,
): readonly Kinds[K][] {
  return objects.filter(
    object => object.kind === kind,
  ) as unknown as Kinds[K][];
}

/** The oldest comes first; equal ages by name. */
export function oldestFirst<T extends { readonly metadata: Meta }>(
  objects: readonly T[],
): readonly T[] {
  const keyOf = ({ metadata: { creationTimestamp, name } }: T) =>
    `${creationTimestamp} ${name}`;
  return [...objects].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

/** Every label of a selector is there; none at all takes everything. */
export const takes = (selector: Labels | undefined, labels: Labels = {}) =>
  Object.entries(selector ?? {}).every(([key, value]) => labels[key] === value);

/** A selector is there, with or without labels, and has some. */
export const isSelective = (selector: Selector | undefined) =>
  Object.keys(selector?.matchLabels ?? {}).length > 0;

/** Annotations and labels, absent ones as empty. */
export const annotationOf = ({ metadata }: MeshPod, key: string) =>
  metadata.annotations?.[key];
export const labelOf = ({ metadata }: MeshPod, key: string) =>
  metadata.labels?.[key];
