import { formatObjectRef } from '../refs';
import { IstioGateway } from '../snapshot/parseIstioGateway';
import { VirtualService } from '../snapshot/parseVirtualService';
import { Snapshot } from '../snapshot/Snapshot';
import { audienceOfProxies } from './audience';
import { fromWorkloads, hasAll } from './controllers';
import { EntryPoint } from './EntryPoint';
import { sharedHosts } from '../select/hostnames';
import { ServiceTargets } from './ServiceTargets';

/** VirtualServices that are bound to an Istio Gateway, per server of it. */
export function istioGatewayEntries(
  snapshot: Snapshot,
  services: ServiceTargets,
): readonly EntryPoint[] {
  const gateways = new Map(
    snapshot
      .objects('Gateway.networking.istio.io')
      .map(gateway => [
        `${gateway.meta.namespace}/${gateway.meta.name}`,
        gateway,
      ]),
  );
  return snapshot
    .objects('VirtualService')
    .flatMap(routes =>
      routes.gateways
        .flatMap(name => gateways.get(name) ?? [])
        .flatMap(gateway => entriesOf(routes, gateway, { snapshot, services })),
    );
}

function entriesOf(
  routes: VirtualService,
  gateway: IstioGateway,
  world: { readonly snapshot: Snapshot; readonly services: ServiceTargets },
): readonly EntryPoint[] {
  const { snapshot, services } = world;
  const source = fromWorkloads(
    snapshot.workloads.filter(
      workload =>
        Object.keys(gateway.selector).length > 0 &&
        hasAll(workload, gateway.selector),
    ),
  );
  const audience = audienceOfProxies(snapshot, source);
  return gateway.servers.flatMap(server => {
    const admitted = hostsFor(
      server.hosts,
      routes.meta.namespace,
      gateway.meta.namespace,
    );
    const hosts = sharedHosts(routes.hosts, admitted);
    if (hosts === 'none' || admitted.length === 0) return [];
    if (server.redirects) return [];
    return routes.destinations.map((destination): EntryPoint => {
      const service = serviceOf(destination.host, routes.meta.namespace);
      return {
        type: 'istio-gateway',
        object: formatObjectRef({ kind: 'VirtualService', ...routes.meta }),
        path: destination.path,
        hosts: hosts.includes('*') ? [] : hosts,
        httpPaths: [],
        addresses: [],
        port: server.port,
        tls: tlsOf(server.tls),
        ...(service && { service: `${service.namespace}/${service.name}` }),
        source,
        audience,
        ...(service
          ? services.behindPorts(
              service.namespace,
              service.name,
              port =>
                destination.port === undefined ||
                port.port === destination.port,
            )
          : { targets: [], fault: 'backend-is-no-service' }),
      };
    });
  });
}

function tlsOf(tls: IstioGateway['servers'][number]['tls']): EntryPoint['tls'] {
  if (tls === 'none') return 'none';
  return tls === 'PASSTHROUGH' || tls === 'AUTO_PASSTHROUGH'
    ? 'passthrough'
    : 'terminated';
}

/** `ns/host` admits routes of one namespace, `./host` of the Gateway's own. */
function hostsFor(
  hosts: readonly string[],
  routesIn: string,
  gatewayIn: string,
): readonly string[] {
  const admitted = hosts.flatMap(text => {
    const slash = text.indexOf('/');
    if (slash === -1) return [text];
    const scope = text.slice(0, slash);
    const namespace = scope === '.' ? gatewayIn : scope;
    return namespace === '*' || namespace === routesIn
      ? [text.slice(slash + 1)]
      : [];
  });
  return admitted;
}

/**
 * Only a full name of a Service, or a name without a dot in the routes' own
 * namespace, is a Service here; any other is a host as it stands.
 */
function serviceOf(
  host: string,
  namespace: string,
): { readonly namespace: string; readonly name: string } | undefined {
  if (!host.includes('.')) return { namespace, name: host };
  const full = /^([^.]+)\.([^.]+)\.svc\.[^.]/.exec(host);
  return full ? { namespace: full[2], name: full[1] } : undefined;
}
