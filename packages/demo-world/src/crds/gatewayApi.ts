import { CrdRow } from './CrdRow';

const group = 'gateway.networking.k8s.io';
const experimental = 'gateway.networking.x-k8s.io';
const categories = ['gateway-api'];
const hostnames = [['Hostnames', '.spec.hostnames']] as const;

/** Kinds that the Gateway API brings, the inference extension included. */
// prettier-ignore
export const gatewayApiKinds: readonly CrdRow[] = [
  { group, kind: 'GatewayClass', plural: 'gatewayclasses', scope: 'Cluster', versions: ['v1', 'v1beta1'], short: ['gc'], categories, specRequired: true, spec: { controllerName: 'string!', parametersRef: 'any', description: 'string' }, columns: [['Controller', '.spec.controllerName'], ['Accepted', '.status.conditions[?(@.type=="Accepted")].status']] },
  { group, kind: 'Gateway', plural: 'gateways', scope: 'Namespaced', versions: ['v1', 'v1beta1'], short: ['gtw'], categories, specRequired: true, spec: { gatewayClassName: 'string!', listeners: [{ name: 'string!', port: 'int!', protocol: 'string!', hostname: 'string', tls: 'any', allowedRoutes: 'any' }], addresses: 'any[]', infrastructure: 'any', allowedListeners: 'any', backendTLS: 'any', tls: 'any', defaultScope: 'string' }, columns: [['Class', '.spec.gatewayClassName'], ['Address', '.status.addresses[*].value'], ['Programmed', '.status.conditions[?(@.type=="Programmed")].status']] },
  { group, kind: 'HTTPRoute', plural: 'httproutes', scope: 'Namespaced', versions: ['v1', 'v1beta1'], categories, spec: { parentRefs: 'any[]', hostnames: 'string[]', rules: 'any[]', useDefaultGateways: 'string' }, columns: hostnames },
  { group, kind: 'GRPCRoute', plural: 'grpcroutes', scope: 'Namespaced', versions: ['v1'], categories, spec: { parentRefs: 'any[]', hostnames: 'string[]', rules: 'any[]', useDefaultGateways: 'string' }, columns: hostnames },
  { group, kind: 'BackendTLSPolicy', plural: 'backendtlspolicies', scope: 'Namespaced', versions: ['v1', 'v1alpha3'], short: ['btlspolicy'], categories, specRequired: true },
  { group, kind: 'TLSRoute', plural: 'tlsroutes', scope: 'Namespaced', versions: ['v1', 'v1alpha2'], categories, specRequired: true },
  { group, kind: 'TCPRoute', plural: 'tcproutes', scope: 'Namespaced', versions: ['v1', 'v1alpha2'], categories, specRequired: true },
  { group, kind: 'UDPRoute', plural: 'udproutes', scope: 'Namespaced', versions: ['v1', 'v1alpha2'], categories, specRequired: true },
  { group, kind: 'ListenerSet', plural: 'listenersets', scope: 'Namespaced', versions: ['v1'], short: ['lset'], categories, specRequired: true },
  { group, kind: 'ReferenceGrant', plural: 'referencegrants', scope: 'Namespaced', versions: ['v1beta1', 'v1'], short: ['refgrant'], categories, spec: { from: 'any[]!', to: 'any[]!' } },
  { group: experimental, kind: 'XBackend', plural: 'xbackends', scope: 'Namespaced', versions: ['v1alpha1'], categories },
  { group: experimental, kind: 'XBackendTrafficPolicy', plural: 'xbackendtrafficpolicies', scope: 'Namespaced', versions: ['v1alpha1'], categories },
  { group: experimental, kind: 'XListenerSet', plural: 'xlistenersets', scope: 'Namespaced', versions: ['v1alpha1'], categories },
  { group: 'inference.networking.k8s.io', kind: 'InferencePool', plural: 'inferencepools', scope: 'Namespaced', versions: ['v1'], short: ['infpool'], categories },
];
