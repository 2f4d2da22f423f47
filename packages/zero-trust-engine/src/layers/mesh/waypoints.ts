import { admits } from '../../select/gatewayAttachment';
import { ObjectMeta, StringMap } from '../../snapshot/KubernetesObject';
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
  /** Traffic is split between a waypoint and its canary. */
  | { readonly state: 'split'; readonly ways: readonly Binding[] }
  | { readonly state: 'unknown'; readonly reason: string };

const gatewayKind = 'Gateway.gateway.networking.k8s.io';
const useLabel = 'istio.io/use-waypoint';
const namespaceLabel = 'istio.io/use-waypoint-namespace';
const canaryLabel = 'istio.io/use-waypoint-canary';
const canaryNamespaceLabel = 'istio.io/use-waypoint-canary-namespace';
const canaryWeight = 'istio.io/use-waypoint-canary-weight';
const gatewayKey = 'Gateway.gateway.networking.k8s.io';
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
    const { namespace, labels, annotations } = meta;
    return this.bindingOf(namespace, labels, 'service', annotations);
  }

  /** For a call to a host of a ServiceEntry. */
  ofEntry({ namespace, labels, annotations }: ObjectMeta): Binding {
    return this.bindingOf(namespace, labels, 'service', annotations);
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
    annotations: StringMap = {},
  ): Binding {
    const inherited = this.snapshot.namespaces.get(namespace);
    // An object that names a waypoint does not fall back to its namespace's.
    const named = own[useLabel] !== undefined;
    const labels = named ? own : inherited?.labels ?? {};
    const name = labels[useLabel];
    if (name === undefined || name === '' || name === 'none') {
      return { state: 'none' };
    }
    if (this.snapshot.gapsOf(gatewayKey).length > 0) {
      return { state: 'unknown', reason: 'gateways-unreadable' };
    }
    const at = (waypoint: string, place: string | undefined) =>
      this.bindingTo(`${place ?? namespace}/${waypoint}`, namespace, traffic);
    const primary = at(name, labels[namespaceLabel]);
    const canary = labels[canaryLabel];
    if (canary === undefined) return primary;
    const weights = named ? annotations : inherited?.annotations ?? {};
    const other = at(canary, labels[canaryNamespaceLabel]);
    switch (weights[canaryWeight]) {
      case '0':
        return primary;
      case '100':
        return other;
      default:
        return { state: 'split', ways: [primary, other] };
    }
  }

  private bindingTo(
    key: string,
    user: string,
    traffic: 'service' | 'workload',
  ): Binding {
    const gateway = this.gateways.get(key);
    const reason = gateway
      ? this.refusal(gateway, user, traffic)
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
    return (
      user === gateway.meta.namespace ||
      gateway.listeners.some(listener =>
        admits(listener, gateway, user, this.snapshot),
      )
    );
  }
}
