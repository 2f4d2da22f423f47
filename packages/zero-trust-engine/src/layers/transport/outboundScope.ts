import { Sidecar } from '../../snapshot/parseSidecar';
import { ClusterService } from '../../snapshot/Snapshot';
import { formatObjectRef } from '../../refs';
import { Evidence } from '../../Verdict';
import { isDiscovered } from '../mesh/discovered';
import { gapsIn } from '../mesh/policyIndex';
import { HostOf, hostOf, qualifiedHost } from './destinationRuleFor';
import { MeshPeer } from './Peer';
import { sidecarFor } from './sidecarFor';
import { TransportContext } from './TransportContext';
import { exportedTo, matchesHost } from './visibility';
import { meshObjects } from '../mesh/discovered';

/** Whether a client's proxy knows a host on a port. */
export type Knowledge =
  | { readonly state: 'known' }
  /** It does not; the object that hides it, if one does. */
  | { readonly state: 'hidden'; readonly because: Evidence }
  | { readonly state: 'unknown'; readonly because: Evidence };

const known: Knowledge = { state: 'known' };

/**
 * What a sidecar does with a destination that it does not know: it passes the
 * bytes on, or nothing gets through.
 */
export function isRegistryOnly(
  { snapshot }: TransportContext,
  client: MeshPeer,
): boolean {
  const own = resourceOf(snapshot, client)?.outboundTrafficPolicy;
  const { outboundTrafficPolicy } = snapshot.facts.istio;
  return (own ?? outboundTrafficPolicy) === 'REGISTRY_ONLY';
}

/** Whether a client's sidecar knows a Service on its port. */
export function knowsService(
  context: TransportContext,
  client: MeshPeer,
  service: ClusterService,
  port: number,
): Knowledge {
  const { meta } = service;
  const annotation = meta.annotations['networking.istio.io/exportTo'] ?? '';
  const exportTo = annotation
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');
  return knowsHost(
    context,
    client,
    hostOf(service),
    port,
    exportTo,
    formatObjectRef({ kind: 'Service', ...meta }),
  );
}

/** Whether a client's sidecar knows a host of the registry on a port. */
export function knowsHost(
  context: TransportContext,
  client: MeshPeer,
  dialled: HostOf,
  port: number,
  exportTo: readonly string[],
  object: string,
): Knowledge {
  const { snapshot } = context;
  const { rootNamespace, defaultServiceExportTo } = snapshot.facts.istio;
  const { namespace } = client.workload;
  if (!isDiscovered(snapshot, dialled.namespace)) {
    const reason = 'namespace-not-discovered';
    return { state: 'hidden', because: { policy: object, reason } };
  }
  if (client.plane !== 'sidecar') return known;
  if (
    !exportedTo(exportTo, defaultServiceExportTo, dialled.namespace, namespace)
  ) {
    return {
      state: 'hidden',
      because: { policy: object, reason: 'not-exported-to-client' },
    };
  }
  if (gapsIn(snapshot, 'Sidecar', [rootNamespace, namespace]).length > 0) {
    return {
      state: 'unknown',
      because: { reason: 'sidecar-resources-unreadable' },
    };
  }
  const resource = resourceOf(snapshot, client);
  return resource && resource.egress.length > 0
    ? importedBy(context, resource, dialled, port)
    : known;
}

function importedBy(
  context: TransportContext,
  resource: Sidecar,
  dialled: HostOf,
  port: number,
): Knowledge {
  const policy = formatObjectRef({ kind: 'Sidecar', ...resource.meta });
  const odd = resource.egress.find(({ hosts }) => hosts.some(isExclusion));
  if (odd) {
    const reason = 'sidecar-host-exclusion';
    return { state: 'unknown', because: { policy, path: odd.path, reason } };
  }
  const imports = (listener: Sidecar['egress'][number], name: HostOf) =>
    listener.hosts.some(item => covers(item, resource.meta.namespace, name));
  const specific = resource.egress.filter(l => l.port === port);
  const general = resource.egress.filter(l => l.port === undefined);
  if (specific.some(listener => imports(listener, dialled))) return known;
  if (general.some(listener => imports(listener, dialled))) {
    // Whether the listener of that port is in the way depends on the protocol.
    return specific.length === 0
      ? known
      : {
          state: 'unknown',
          because: {
            policy,
            path: specific[0].path,
            reason: 'sidecar-listeners-overlap',
          },
        };
  }
  const routed = meshObjects(context.snapshot, 'VirtualService').some(
    ({ meta, hosts, gateways, destinations }) =>
      gateways.includes('mesh') &&
      destinations.some(
        ({ host }) => qualifiedHost(host, meta.namespace) === dialled.host,
      ) &&
      resource.egress.some(listener =>
        hosts.some(host =>
          imports(listener, {
            host: qualifiedHost(host, meta.namespace),
            namespace: meta.namespace,
          }),
        ),
      ),
  );
  if (routed) {
    // An imported VirtualService brings its destinations along.
    const reason = 'sidecar-imports-route';
    return { state: 'unknown', because: { policy, reason } };
  }
  return {
    state: 'hidden',
    because: { policy, path: 'spec.egress', reason: 'not-imported-by-client' },
  };
}

/** `namespace/host`, with `.` for the resource's own namespace and `~` for none. */
function covers(
  item: string,
  own: string,
  { host, namespace }: HostOf,
): boolean {
  const slash = item.indexOf('/');
  if (slash === -1) return false;
  const [from, name] = [item.slice(0, slash), item.slice(slash + 1)];
  const fits =
    from === '*' || (from === '.' ? namespace === own : namespace === from);
  return fits && matchesHost(name, host);
}

/** Newer forms take hosts out again. */
function isExclusion(item: string): boolean {
  return item.startsWith('~') && item !== '~/*';
}

function resourceOf(
  snapshot: TransportContext['snapshot'],
  { workload, shape }: MeshPeer,
): Sidecar | undefined {
  return sidecarFor(snapshot, workload.namespace, shape);
}
