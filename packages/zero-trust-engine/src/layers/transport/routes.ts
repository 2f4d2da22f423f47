import { RouteDestination } from '../../snapshot/parseVirtualService';
import { formatObjectRef } from '../../refs';
import { attachmentsOf } from '../../select/gatewayAttachment';
import { isGranted } from '../../select/referenceGrants';
import { Evidence } from '../../Verdict';
import { qualifiedHost } from './destinationRuleFor';
import { TransportContext } from './TransportContext';
import { exportedTo, matchesHost } from './visibility';
import { meshObjects } from '../mesh/discovered';

/** A destination that some requests for a host are sent to. */
export interface Routed {
  readonly host: string;
  readonly port?: number;
  readonly because: Evidence;
}

/** Where requests for a host may go; `unknown` where some go elsewhere. */
export type Routes =
  | { readonly state: 'none' }
  | { readonly state: 'unknown'; readonly because: Evidence }
  | { readonly state: 'known'; readonly destinations: readonly Routed[] };

const httpRoutes = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'] as const;

/**
 * Routes of VirtualServices for a host, as the mesh's proxies of a namespace
 * see them, or at a gateway.
 *
 * @param gateway - `mesh`, or `namespace/name` of a Gateway
 * @param client - the namespace that must see them; of the gateway's pods
 */
export function routesOf(
  { snapshot }: TransportContext,
  gateway: string,
  host: string,
  port: number,
  client: string,
): Routes {
  if (snapshot.gapsOf('VirtualService').length > 0) {
    return { state: 'unknown', because: { reason: 'routes-unreadable' } };
  }
  const { defaultVirtualServiceExportTo } = snapshot.facts.istio;
  const speaking = meshObjects(snapshot, 'VirtualService').filter(
    ({ meta, gateways, exportTo, hosts }) =>
      gateways.includes(gateway) &&
      exportedTo(
        exportTo,
        defaultVirtualServiceExportTo,
        meta.namespace,
        client,
      ) &&
      hosts.some(written =>
        matchesHost(qualifiedHost(written, meta.namespace), host),
      ),
  );
  const destinations: Routed[] = [];
  for (const { meta, routes } of speaking) {
    const policy = formatObjectRef({ kind: 'VirtualService', ...meta });
    for (const route of routes) {
      const taken = route.matches.filter(
        match =>
          (match.gateways.length === 0 || match.gateways.includes(gateway)) &&
          (match.port === undefined || match.port === port),
      );
      if (route.matches.length > 0 && taken.length === 0) continue;
      if (route.elsewhere) {
        const because = { policy, path: route.path, reason: 'route-elsewhere' };
        return { state: 'unknown', because };
      }
      destinations.push(
        ...route.destinations.map(d => routed(d, meta.namespace, policy)),
      );
      const always =
        route.matches.length === 0 || taken.some(m => !m.conditional);
      if (always) break;
    }
  }
  return destinations.length === 0
    ? { state: 'none' }
    : { state: 'known', destinations };
}

/**
 * Backends of the Gateway API's routes for a host at a listener's port of a
 * Gateway.
 */
export function backendsOf(
  { snapshot }: TransportContext,
  gateway: { readonly namespace: string; readonly name: string },
  host: string,
  port: number,
): Routes {
  const unread = [...httpRoutes, 'ReferenceGrant'].some(
    kind => snapshot.gapsOf(kind).length > 0,
  );
  if (unread) {
    return { state: 'unknown', because: { reason: 'routes-unreadable' } };
  }
  const object = snapshot
    .objects('Gateway.gateway.networking.k8s.io')
    .find(
      ({ meta }) =>
        meta.namespace === gateway.namespace && meta.name === gateway.name,
    );
  if (!object) return { state: 'none' };
  const speaking = httpRoutes.flatMap(kind =>
    snapshot
      .objects(kind)
      .filter(
        route =>
          route.accepted !== false &&
          route.parents
            .filter(
              parent =>
                parent.kind === 'Gateway' &&
                parent.namespace === gateway.namespace &&
                parent.name === gateway.name,
            )
            .flatMap(parent =>
              attachmentsOf({ kind, route, parent }, object, snapshot),
            )
            .some(
              ({ port: listening, hosts }) =>
                listening === port &&
                (hosts.length === 0 || hosts.some(h => matchesHost(h, host))),
            ),
      )
      .map(({ meta, rules }) => ({ kind, meta, rules })),
  );
  const destinations: Routed[] = [];
  for (const { kind, meta, rules } of speaking) {
    const policy = formatObjectRef({ kind, ...meta });
    for (const { backends, path } of rules) {
      const granted = backends.filter(backend =>
        isGranted(snapshot, { kind, from: meta.namespace, backend }),
      );
      if (backends.length === 0) {
        const because = { policy, path, reason: 'route-elsewhere' };
        return { state: 'unknown', because };
      }
      // What is not granted is answered with an error and reaches nobody.
      destinations.push(
        ...granted.map(backend => ({
          host: qualifiedHost(backend.name, backend.namespace),
          port: backend.port,
          because: { policy, path: backend.path, reason: 'routed' },
        })),
      );
    }
  }
  return destinations.length === 0
    ? { state: 'none' }
    : { state: 'known', destinations };
}

function routed(
  { host, port, path }: RouteDestination,
  namespace: string,
  policy: string,
): Routed {
  return {
    host: qualifiedHost(host, namespace),
    port,
    because: { policy, path, reason: 'routed' },
  };
}
