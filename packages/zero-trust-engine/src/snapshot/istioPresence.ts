import { IstioFacts } from './Facts';
import { StringMap } from './KubernetesObject';
import { ConfigMap } from './Snapshot';
import type { FactSources, Runner } from './detectFacts';

/** Kinds that exist only where Istio's definitions are installed. */
const istioKinds = [
  'AuthorizationPolicy',
  'PeerAuthentication',
  'RequestAuthentication',
  'DestinationRule',
  'Sidecar',
  'ServiceEntry',
];

/**
 * Istio is there when istiod, its configuration, one of its proxies or one of
 * its objects is, or somebody who asks for
 * ambient mode. Where none is seen and the objects that would show it cannot
 * be read, it is unknown.
 */
export function detectInstalled(
  from: FactSources,
  istiod: Runner | undefined,
  map: ConfigMap | undefined,
): { readonly value: IstioFacts['installed']; readonly source: string } {
  if (istiod) return { value: true, source: istiod.object };
  if (map) {
    return {
      value: true,
      source: `ConfigMap ${map.meta.namespace}/${map.meta.name}`,
    };
  }
  const proxied = from.runners.find(runsProxy);
  if (proxied) return { value: true, source: proxied.object };
  const kind = istioKinds.find(key => from.presentKinds.has(key));
  if (kind) return { value: true, source: `${kind} objects` };
  if (asksForAmbient(from)) {
    return { value: true, source: 'istio.io/dataplane-mode labels' };
  }
  const unread = ['Pod', 'Deployment', ...istioKinds].find(key =>
    from.unreadKinds.has(key),
  );
  if (unread) {
    return {
      value: 'unknown',
      source: `${unread} objects that cannot be read`,
    };
  }
  return { value: false, source: 'default' };
}

/** A pod that takes part in the mesh. */
export function runsProxy({ shape }: Runner): boolean {
  return (
    shape.containers.some(container => container.name === 'istio-proxy') ||
    shape.annotations['ambient.istio.io/redirection'] !== undefined
  );
}

/**
 * Whether istiod was told of ambient mode. Where nothing of it is among the
 * objects, as in a folder of manifests, whoever asks for that mode has it.
 */
export function isAmbient(
  from: FactSources,
  istiod: Runner | undefined,
  env: StringMap,
): boolean {
  if (env.PILOT_ENABLE_AMBIENT !== undefined) {
    return env.PILOT_ENABLE_AMBIENT === 'true';
  }
  if (istiod === undefined && asksForAmbient(from)) return true;
  return from.runners.some(
    runner => runner.name === 'ztunnel' || isAmbientPod(runner),
  );
}

/** A pod whose traffic ztunnel takes. */
export function isAmbientPod({ shape }: Runner): boolean {
  return shape.annotations['ambient.istio.io/redirection'] === 'enabled';
}

/** Labels of a namespace or a workload that ask for ambient mode. */
export function wantsAmbient(labels: StringMap): boolean {
  return labels['istio.io/dataplane-mode'] === 'ambient';
}

function asksForAmbient({ namespaceLabels, runners }: FactSources): boolean {
  return (
    namespaceLabels.some(wantsAmbient) ||
    runners.some(({ shape }) => wantsAmbient(shape.labels))
  );
}
