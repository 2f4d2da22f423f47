import { ShapeTable } from '../parseShape';

/** networking.k8s.io. */
export const networkingTypes: Record<string, ShapeTable> = {
  NetworkPolicySpec: {
    podSelector: 'LabelSelector',
    policyTypes: 'string[]',
    ingress: 'NetworkPolicyIngressRule[]',
    egress: 'NetworkPolicyEgressRule[]',
  },
  NetworkPolicyIngressRule: {
    from: 'NetworkPolicyPeer[]',
    ports: 'NetworkPolicyPort[]',
  },
  NetworkPolicyEgressRule: {
    to: 'NetworkPolicyPeer[]',
    ports: 'NetworkPolicyPort[]',
  },
  NetworkPolicyPeer: {
    podSelector: 'LabelSelector',
    namespaceSelector: 'LabelSelector',
    ipBlock: { cidr: 'string!', except: 'string[]' },
  },
  NetworkPolicyPort: {
    port: 'intOrString',
    endPort: 'int',
    protocol: 'TCP|UDP|SCTP',
  },
  IngressSpec: {
    ingressClassName: 'string',
    defaultBackend: 'IngressBackend',
    rules: 'IngressRule[]',
    tls: 'IngressTLS[]',
  },
  IngressRule: {
    host: 'string',
    http: { paths: 'HTTPIngressPath[]!' },
  },
  HTTPIngressPath: {
    path: 'string',
    pathType: 'Exact|Prefix|ImplementationSpecific!',
    backend: 'IngressBackend!',
  },
  IngressBackend: {
    service: 'IngressServiceBackend',
    resource: 'any',
  },
  IngressServiceBackend: {
    name: 'string!',
    port: { name: 'string', number: 'int' },
  },
  IngressTLS: { hosts: 'string[]', secretName: 'string' },
  IngressStatus: { loadBalancer: 'any' },
  IngressClassSpec: { controller: 'string', parameters: 'any' },
};
