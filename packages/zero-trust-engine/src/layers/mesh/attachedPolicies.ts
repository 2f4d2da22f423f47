import { StringMap, ObjectMeta } from '../../snapshot/KubernetesObject';
import { IstioTarget, TargetRef } from '../../snapshot/IstioTarget';
import { ClusterService } from '../../snapshot/Snapshot';
import { Hop } from '../Layer';

/** The proxy or pod at which a policy may be enforced. */
export interface Enforcer {
  readonly point: Hop['point'];
  readonly namespace: string;
  readonly labels: StringMap;
  /** For waypoints: the Service that was called. */
  readonly service?: ClusterService;
  /** For waypoints: the ServiceEntry that was called. */
  readonly entry?: ObjectMeta;
  /** Of the control plane that configures it; undefined when not known. */
  readonly revision?: string;
}

/** What attachment depends on besides the policy and the enforcer. */
export interface AttachmentSettings {
  readonly rootNamespace: string;
  /** `ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY`. */
  readonly selectorsOnGateways: boolean;
}

/** Names the Gateway of a pod that the Gateway API controller made. */
export const gatewayNameLabel = 'gateway.networking.k8s.io/gateway-name';

const gatewayGroup = 'gateway.networking.k8s.io';

/** Namespaces whose policies can attach, the root namespace first. */
export function candidateNamespaces(
  enforcer: Enforcer,
  { rootNamespace }: AttachmentSettings,
): readonly string[] {
  const service = (enforcer.service?.meta ?? enforcer.entry)?.namespace;
  return [
    ...new Set([
      rootNamespace,
      enforcer.namespace,
      ...(service === undefined ? [] : [service]),
    ]),
  ];
}

/**
 * Whether a policy applies at an enforcement point (Istio, workload selectors
 * and target references). All policies that attach add up.
 */
export function attaches(
  meta: ObjectMeta,
  target: IstioTarget,
  enforcer: Enforcer,
  settings: AttachmentSettings,
): boolean {
  const { rootNamespace } = settings;
  const inScope = [rootNamespace, enforcer.namespace].includes(meta.namespace);
  const { selector, targetRefs } = target;
  if (enforcer.point === 'ztunnel') {
    // An empty selector is sent as one that no workload is listed for.
    const selects =
      selector === undefined ||
      (Object.keys(selector).length > 0 && covers(selector, enforcer.labels));
    return inScope && targetRefs.length === 0 && selects;
  }
  const bySelector =
    inScope && (selector === undefined || covers(selector, enforcer.labels));
  const gateway = enforcer.labels[gatewayNameLabel];
  if (gateway === undefined) return targetRefs.length === 0 && bySelector;
  if (targetRefs.length === 0) {
    return (
      enforcer.point !== 'waypoint' &&
      settings.selectorsOnGateways &&
      bySelector
    );
  }
  return targetRefs.some(ref =>
    targets(ref, meta.namespace, gateway, enforcer, rootNamespace),
  );
}

function targets(
  ref: TargetRef,
  namespace: string,
  gateway: string,
  enforcer: Enforcer,
  rootNamespace: string,
): boolean {
  // A reference names an object of its own namespace; nothing else is read.
  if (ref.namespace !== '' && ref.namespace !== namespace) return false;
  const atWaypoint = enforcer.point === 'waypoint';
  if (ref.group === gatewayGroup && ref.kind === 'Gateway') {
    return ref.name === gateway && namespace === enforcer.namespace;
  }
  if (ref.group === gatewayGroup && ref.kind === 'GatewayClass') {
    return (
      atWaypoint && ref.name === 'istio-waypoint' && namespace === rootNamespace
    );
  }
  if (ref.kind === 'ServiceEntry' && ref.group === 'networking.istio.io') {
    const { entry } = enforcer;
    return (
      atWaypoint && entry?.name === ref.name && entry.namespace === namespace
    );
  }
  if (ref.kind === 'Service' && (ref.group === '' || ref.group === 'core')) {
    const service = enforcer.service?.meta;
    return (
      atWaypoint &&
      service?.name === ref.name &&
      service.namespace === namespace
    );
  }
  return false;
}

/** Every label of an Istio selector is there with the same value. */
export function covers(selector: StringMap, labels: StringMap): boolean {
  return Object.entries(selector).every(
    ([key, value]) => Object.hasOwn(labels, key) && labels[key] === value,
  );
}

/**
 * Whether the control plane of a revision reads an object at all. An object
 * without `istio.io/rev` is read by all of them.
 */
export function isForRevision(
  meta: ObjectMeta,
  revision: string | undefined,
): boolean | 'unknown' {
  const wanted = meta.labels['istio.io/rev'];
  if (wanted === undefined || wanted === '') return true;
  return revision === undefined ? 'unknown' : wanted === revision;
}
