import { StringMap } from '../snapshot/KubernetesObject';
import { Snapshot } from '../snapshot/Snapshot';
import { Workload } from '../snapshot/Workload';
import { EntrySource } from './EntryPoint';

/** How the proxies of a controller are known among the pods. */
type Proxies =
  /** Pods with all of these labels. */
  | { readonly labels: StringMap }
  /** Cilium's Envoy on every node, known to policy by its identity. */
  | { readonly reserved: 'ingress' }
  /** A cloud's load balancer that dials pods itself. */
  | 'outside';

const name = 'app.kubernetes.io/name';
const component = 'app.kubernetes.io/component';

/** Controllers of IngressClasses and GatewayClasses, by what they call themselves. */
const known: Readonly<Record<string, Proxies>> = {
  'k8s.io/ingress-nginx': {
    labels: { [name]: 'ingress-nginx', [component]: 'controller' },
  },
  'nginx.org/ingress-controller': { labels: { [name]: 'nginx-ingress' } },
  'traefik.io/ingress-controller': { labels: { [name]: 'traefik' } },
  'traefik.io/gateway-controller': { labels: { [name]: 'traefik' } },
  'haproxy.org/ingress-controller': {
    labels: { [name]: 'kubernetes-ingress' },
  },
  'haproxy-ingress.github.io/controller': {
    labels: { [name]: 'haproxy-ingress' },
  },
  'ingress-controllers.konghq.com/kong': { labels: { [name]: 'kong' } },
  'konghq.com/kic-gateway-controller': { labels: { [name]: 'kong' } },
  'projectcontour.io/ingress-controller': {
    labels: { [name]: 'contour', [component]: 'envoy' },
  },
  'projectcontour.io/gateway-controller': {
    labels: { [name]: 'contour', [component]: 'envoy' },
  },
  'istio.io/ingress-controller': { labels: { istio: 'ingressgateway' } },
  'cilium.io/ingress-controller': { reserved: 'ingress' },
  'io.cilium/gateway-controller': { reserved: 'ingress' },
  'ingress.k8s.aws/alb': 'outside',
  'gateway.k8s.aws/alb': 'outside',
  'gateway.k8s.aws/nlb': 'outside',
  'k8s.io/ingress-gce': 'outside',
  'networking.gke.io/gateway': 'outside',
  'azure/application-gateway': 'outside',
};

/** Names the Gateway of a data plane that a controller made for it. */
const gatewayNameLabel = 'gateway.networking.k8s.io/gateway-name';
const envoyGateway = {
  name: 'gateway.envoyproxy.io/owning-gateway-name',
  namespace: 'gateway.envoyproxy.io/owning-gateway-namespace',
} as const;

/** Whom the pods see for a controller, given by its name. */
export function sourceOfController(
  snapshot: Snapshot,
  controller: string,
): EntrySource {
  const proxies = known[controller];
  if (proxies === undefined) {
    return { seenAs: 'unknown', because: 'controller-not-known' };
  }
  if (proxies === 'outside') {
    return { seenAs: 'unknown', because: 'load-balancer-reaches-pods' };
  }
  if ('reserved' in proxies) {
    return { seenAs: 'reserved', peer: proxies.reserved };
  }
  return fromWorkloads(
    snapshot.workloads.filter(workload => hasAll(workload, proxies.labels)),
  );
}

/** Whom the pods see for one Gateway: its own data plane, if there is one. */
export function sourceOfGateway(
  snapshot: Snapshot,
  gateway: { readonly namespace: string; readonly name: string },
  controller: string | undefined,
): EntrySource {
  const own = snapshot.workloads.filter(
    workload =>
      (workload.namespace === gateway.namespace &&
        workload.labels[gatewayNameLabel] === gateway.name) ||
      hasAll(workload, {
        [envoyGateway.name]: gateway.name,
        [envoyGateway.namespace]: gateway.namespace,
      }),
  );
  if (own.length > 0) return fromWorkloads(own);
  return controller === undefined
    ? { seenAs: 'unknown', because: 'class-not-known' }
    : sourceOfController(snapshot, controller);
}

/** Pods as the source; without any it is not known who stands there. */
export function fromWorkloads(workloads: readonly Workload[]): EntrySource {
  return workloads.length > 0
    ? { seenAs: 'workloads', workloads: workloads.map(({ key }) => key) }
    : { seenAs: 'unknown', because: 'controller-not-found' };
}

/** Whether a workload carries all of some labels. */
export function hasAll({ labels }: Workload, wanted: StringMap): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}
