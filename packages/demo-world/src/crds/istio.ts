import { ShapeTable } from '../schema/parseShape';
import { CrdRow } from './CrdRow';

const security = 'security.istio.io';
const networking = 'networking.istio.io';
const securityVersions = ['v1', 'v1beta1'];
const networkingVersions = ['v1', 'v1beta1', 'v1alpha3'];
const categories = ['istio-io'];

const selector: ShapeTable = { matchLabels: 'string{}' };

const targetRef: ShapeTable = {
  group: 'string',
  kind: 'string',
  name: 'string',
  namespace: 'string',
};

const source: ShapeTable = {
  principals: 'string[]',
  notPrincipals: 'string[]',
  requestPrincipals: 'string[]',
  notRequestPrincipals: 'string[]',
  namespaces: 'string[]',
  notNamespaces: 'string[]',
  ipBlocks: 'string[]',
  notIpBlocks: 'string[]',
  remoteIpBlocks: 'string[]',
  notRemoteIpBlocks: 'string[]',
  serviceAccounts: 'string[]',
  notServiceAccounts: 'string[]',
  trustDomains: 'string[]',
  notTrustDomains: 'string[]',
};

const operation: ShapeTable = {
  hosts: 'string[]',
  notHosts: 'string[]',
  ports: 'string[]',
  notPorts: 'string[]',
  methods: 'string[]',
  notMethods: 'string[]',
  paths: 'string[]',
  notPaths: 'string[]',
};

const condition: ShapeTable = {
  key: 'string!',
  values: 'string[]',
  notValues: 'string[]',
};

const mtls: ShapeTable = { mode: 'UNSET|DISABLE|PERMISSIVE|STRICT' };

/** Kinds that an Istio installation brings. */
export const istioKinds: readonly CrdRow[] = [
  {
    group: security,
    kind: 'AuthorizationPolicy',
    plural: 'authorizationpolicies',
    scope: 'Namespaced',
    versions: securityVersions,
    short: ['ap'],
    categories,
    spec: {
      selector,
      targetRef,
      targetRefs: [targetRef],
      action: 'ALLOW|DENY|AUDIT|CUSTOM',
      provider: { name: 'string' },
      rules: [
        {
          from: [{ source }],
          to: [{ operation }],
          when: [condition],
        },
      ],
    },
    columns: [['Action', '.spec.action']],
  },
  {
    group: security,
    kind: 'PeerAuthentication',
    plural: 'peerauthentications',
    scope: 'Namespaced',
    versions: securityVersions,
    short: ['pa'],
    categories,
    spec: { selector, mtls, portLevelMtls: { '{}': mtls } },
    columns: [['Mode', '.spec.mtls.mode']],
  },
  {
    group: security,
    kind: 'RequestAuthentication',
    plural: 'requestauthentications',
    scope: 'Namespaced',
    versions: securityVersions,
    short: ['ra'],
    categories,
    spec: {
      selector,
      targetRef,
      targetRefs: [targetRef],
      jwtRules: [{ issuer: 'string!', '*': '' }],
    },
  },
  {
    group: networking,
    kind: 'DestinationRule',
    plural: 'destinationrules',
    scope: 'Namespaced',
    versions: networkingVersions,
    short: ['dr'],
    categories,
    spec: {
      host: 'string!',
      trafficPolicy: 'any',
      subsets: [{ name: 'string!', labels: 'string{}', trafficPolicy: 'any' }],
      exportTo: 'string[]',
      workloadSelector: selector,
    },
    columns: [['Host', '.spec.host']],
  },
  {
    group: networking,
    kind: 'Gateway',
    plural: 'gateways',
    scope: 'Namespaced',
    versions: networkingVersions,
    short: ['gw'],
    categories,
    spec: { selector: 'string{}', servers: 'any[]' },
  },
  {
    group: networking,
    kind: 'ServiceEntry',
    plural: 'serviceentries',
    scope: 'Namespaced',
    versions: networkingVersions,
    short: ['se'],
    categories,
    spec: {
      hosts: 'string[]!',
      addresses: 'string[]',
      ports: [
        {
          number: 'int!',
          name: 'string!',
          protocol: 'string',
          targetPort: 'int',
        },
      ],
      location: 'MESH_EXTERNAL|MESH_INTERNAL',
      resolution: 'NONE|STATIC|DNS|DNS_ROUND_ROBIN|DYNAMIC_DNS',
      endpoints: 'any[]',
      workloadSelector: 'any',
      exportTo: 'string[]',
      subjectAltNames: 'string[]',
    },
    columns: [
      ['Hosts', '.spec.hosts'],
      ['Location', '.spec.location'],
      ['Resolution', '.spec.resolution'],
    ],
  },
  {
    group: networking,
    kind: 'Sidecar',
    plural: 'sidecars',
    scope: 'Namespaced',
    versions: networkingVersions,
    categories,
    spec: {
      workloadSelector: { labels: 'string{}' },
      ingress: 'any[]',
      egress: 'any[]',
      outboundTrafficPolicy: 'any',
      inboundConnectionPool: 'any',
    },
  },
  {
    group: networking,
    kind: 'VirtualService',
    plural: 'virtualservices',
    scope: 'Namespaced',
    versions: networkingVersions,
    short: ['vs'],
    categories,
    spec: {
      hosts: 'string[]',
      gateways: 'string[]',
      http: 'any[]',
      tls: 'any[]',
      tcp: 'any[]',
      exportTo: 'string[]',
    },
    columns: [
      ['Gateways', '.spec.gateways'],
      ['Hosts', '.spec.hosts'],
    ],
  },
  {
    group: networking,
    kind: 'WorkloadEntry',
    plural: 'workloadentries',
    scope: 'Namespaced',
    versions: networkingVersions,
    short: ['we'],
    categories,
    columns: [['Address', '.spec.address']],
  },
  {
    group: networking,
    kind: 'WorkloadGroup',
    plural: 'workloadgroups',
    scope: 'Namespaced',
    versions: networkingVersions,
    short: ['wg'],
    categories,
  },
  {
    group: networking,
    kind: 'EnvoyFilter',
    plural: 'envoyfilters',
    scope: 'Namespaced',
    versions: ['v1alpha3'],
    categories,
  },
  {
    group: networking,
    kind: 'ProxyConfig',
    plural: 'proxyconfigs',
    scope: 'Namespaced',
    versions: ['v1beta1'],
    categories,
  },
  {
    group: 'telemetry.istio.io',
    kind: 'Telemetry',
    plural: 'telemetries',
    scope: 'Namespaced',
    versions: ['v1', 'v1alpha1'],
    short: ['telemetry'],
    categories,
  },
  {
    group: 'extensions.istio.io',
    kind: 'WasmPlugin',
    plural: 'wasmplugins',
    scope: 'Namespaced',
    versions: ['v1alpha1'],
    categories,
  },
  {
    group: 'extensions.istio.io',
    kind: 'TrafficExtension',
    plural: 'trafficextensions',
    scope: 'Namespaced',
    versions: ['v1alpha1'],
    categories,
  },
];
