import { matchLabels } from '../../select/matchLabels';
import { StringMap } from '../../snapshot/KubernetesObject';
import { Gateway } from '../../snapshot/parseGateway';
import { ClusterService, Snapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';
import { gatewayNameLabel } from './attachedPolicies';

/** Whether traffic to something passes a waypoint, and which. */
export type Binding =
  | { readonly state: 'none' }
  /** Named and not usable: traffic goes straight, layer 7 rules are off. */
  | {
      readonly state: 'not-used';
      readonly gateway: string;
      readonly reason: string;
    }
  | {
      readonly state: 'used';
      readonly gateway: string;
      /** What runs it; empty: nothing does, and traffic breaks. */
      readonly workloads: readonly Workload[];
    }
  | { readonly state: 'unknown'; readonly reason: string };

const gatewayKind = 'Gateway.gateway.networking.k8s.io';
const useLabel = 'istio.io/use-waypoint';
const namespaceLabel = 'istio.io/use-waypoint-namespace';
const canaryLabel = 'istio.io/use-waypoint-canary';
const ingressLabel = 'istio.io/ingress-use-waypoint';
const forLabel = 'istio.io/waypoint-for';

/** Waypoints of one snapshot (Istio, `istio.io/use-waypoint`). */
export class Waypoints {
  private readonly gateways: ReadonlyMap<string, Gateway>;
  private readonly proxies = new Map<string, Workload[]>();

  constructor(private readonly snapshot: Snapshot) {
    this.gateways = new Map(
      snapshot
        .objects(gatewayKind)
        .map(gateway => [
          `${gateway.meta.namespace}/${gateway.meta.name}`,
          gateway,
        ]),
    );
    for (const workload of snapshot.workloads) {
      const name = workload.labels[gatewayNameLabel];
      if (name === undefined) continue;
      const key = `${workload.namespace}/${name}`;
      this.proxies.set(key, [...(this.proxies.get(key) ?? []), workload]);
    }
  }

  /** For a call to a Service's address. */
  ofService({ meta }: ClusterService): Binding {
    return this.bindingOf(meta.namespace, meta.labels, 'service');
  }

  /** For a call to a pod's own address. */
  ofWorkload(namespace: string, labels: StringMap): Binding {
    return this.bindingOf(namespace, labels, 'workload');
  }

  /** Whether ingress gateways send through the waypoint of a Service. */
  takesIngress({ meta }: ClusterService): boolean {
    const { ambient, env } = this.snapshot.facts.istio;
    if (!ambient || env.ENABLE_INGRESS_WAYPOINT_ROUTING === 'false') {
      return false;
    }
    const inherited = this.snapshot.namespaces.get(meta.namespace)?.labels;
    return (meta.labels[ingressLabel] ?? inherited?.[ingressLabel]) === 'true';
  }

  private bindingOf(
    namespace: string,
    own: StringMap,
    traffic: 'service' | 'workload',
  ): Binding {
    const inherited = this.snapshot.namespaces.get(namespace)?.labels ?? {};
    // An object that names a waypoint does not fall back to its namespace's.
    const labels = own[useLabel] === undefined ? inherited : own;
    const name = labels[useLabel];
    if (name === undefined || name === '' || name === 'none') {
      return { state: 'none' };
    }
    const key = `${labels[namespaceLabel] ?? namespace}/${name}`;
    if (this.snapshot.gapsOf(gatewayKind).length > 0) {
      return { state: 'unknown', reason: 'gateways-unreadable' };
    }
    if (labels[canaryLabel] !== undefined) {
      return { state: 'unknown', reason: 'waypoint-canary' };
    }
    const gateway = this.gateways.get(key);
    const reason = gateway
      ? this.refusal(gateway, namespace, traffic)
      : 'waypoint-missing';
    return reason
      ? { state: 'not-used', gateway: `Gateway ${key}`, reason }
      : {
          state: 'used',
          gateway: `Gateway ${key}`,
          workloads: this.proxies.get(key) ?? [],
        };
  }

  private refusal(
    gateway: Gateway,
    user: string,
    traffic: 'service' | 'workload',
  ): string | undefined {
    if (gateway.addresses.length === 0) return 'waypoint-not-ready';
    if (!this.admits(gateway, user)) return 'waypoint-not-allowed';
    const serves = gateway.meta.labels[forLabel] ?? 'service';
    return serves === traffic || serves === 'all'
      ? undefined
      : 'waypoint-other-traffic';
  }

  private admits(gateway: Gateway, user: string): boolean {
    if (user === gateway.meta.namespace) return true;
    const labels = this.snapshot.namespaces.get(user)?.labels ?? {};
    return gateway.listeners.some(({ allowed }) => {
      switch (allowed.from) {
        case 'All':
          return true;
        case 'Selector':
          return matchLabels(allowed.selector, labels);
        default:
          return false;
      }
    });
  }
}
