/** Labels or a `matchLabels` map. */
export type Labels = Record<string, string>;

interface Port {
  name?: string;
  port?: number | string;
  protocol?: string;
  targetPort?: number | string;
  containerPort?: number;
}

interface Peer {
  podSelector?: { matchLabels?: Labels };
  namespaceSelector?: { matchLabels?: Labels };
  ipBlock?: { cidr: string };
}

interface NetworkRule {
  from?: Peer[];
  to?: (Peer & { operation?: Operation })[];
  ports?: Port[];
  toFQDNs?: object[];
  toCIDR?: string[];
  toPorts?: { ports: Port[]; rules?: { http?: object[]; dns?: object[] } }[];
}

interface Operation {
  methods?: string[];
  paths?: string[];
  ports?: string[];
}

interface MeshRule {
  from?: { source: { principals?: string[] } }[];
  to?: { operation?: Operation }[];
}

/** A pod template, or the Pod itself. */
export interface PodTemplate {
  metadata: { labels: Labels; annotations?: Labels };
  spec: {
    serviceAccountName?: string;
    hostNetwork?: boolean;
    containers: { image: string; ports?: Port[] }[];
  };
}

/** Only the fields that the tests of the world read, whatever the kind. */
interface Spec {
  selector: { matchLabels: Labels };
  template: PodTemplate;
  jobTemplate: { spec: { template: PodTemplate } };
  ports: Port[];
  type?: string;
  podSelector: { matchLabels?: Labels };
  endpointSelector: { matchLabels?: Labels };
  ingress?: NetworkRule[];
  egress?: NetworkRule[];
  egressDeny?: NetworkRule[];
  action?: string;
  targetRefs?: { group: string; kind: string; name: string }[];
  rules?: MeshRule[];
  mtls?: { mode: string };
  portLevelMtls?: Record<string, { mode: string }>;
  trafficPolicy?: { tls: { mode: string } };
  owner: string;
  system?: string;
  memberOf: string[];
  providesApis?: string[];
  consumesApis?: string[];
  dependsOn?: string[];
}

/** One document of the world, as far as its tests look into it. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    creationTimestamp?: string;
    labels?: Labels;
    annotations?: Labels;
  };
  spec: Spec;
  status?: { addresses?: object[] };
  data?: Record<string, string>;
  roleRef?: { name: string };
  subjects?: { kind: string; name: string; namespace?: string }[];
  rules?: { resources: string[]; verbs: string[] }[];
}
