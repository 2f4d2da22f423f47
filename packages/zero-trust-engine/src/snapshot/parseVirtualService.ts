import { Field } from './Field';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** Where a route of a VirtualService sends traffic. */
export interface RouteDestination {
  readonly host: string;
  readonly subset?: string;
  readonly port?: number;
  /** Path of the destination, `spec.http[0].route[0]`. */
  readonly path: string;
}

/** Routing for hosts. It authorises nothing. */
export interface VirtualService {
  readonly meta: ObjectMeta;
  readonly hosts: readonly string[];
  /** `namespace/name` or `mesh`; empty in the object means `mesh`. */
  readonly gateways: readonly string[];
  readonly exportTo: readonly string[];
  /** All destinations of all routes. */
  readonly destinations: readonly RouteDestination[];
  readonly routes: readonly VirtualRoute[];
}

/** One route; the first that takes a request gets it. */
export interface VirtualRoute {
  readonly path: string;
  /** Any of them; none at all takes everything. */
  readonly matches: readonly RouteMatch[];
  readonly destinations: readonly RouteDestination[];
  /** It answers or delegates itself: where a request goes is not in it. */
  readonly elsewhere: boolean;
}

/** What a route asks of a request, as far as a connection shows it. */
export interface RouteMatch {
  /** `namespace/name` or `mesh`; empty for all of the object's. */
  readonly gateways: readonly string[];
  readonly port?: number;
  /** It asks for something else as well: a path, a header, a caller. */
  readonly conditional: boolean;
}

/** Istio, VirtualService (networking.istio.io). */
export function parseVirtualService(raw: RawObject): Parsed<VirtualService> {
  return parseObject(raw, 'namespaced', (root, { meta }) => {
    const spec = root.at('spec');
    const gateways = spec.at('gateways').strings();
    const routes = ['http', 'tls', 'tcp'].flatMap(kind =>
      spec
        .at(kind)
        .items()
        .map(route => parseRoute(route, meta.namespace)),
    );
    return {
      meta,
      hosts: spec.at('hosts').strings(),
      gateways:
        gateways.length === 0
          ? ['mesh']
          : gateways.map(g => gatewayName(g, meta.namespace)),
      exportTo: spec.at('exportTo').strings(),
      destinations: routes.flatMap(route => route.destinations),
      routes,
    };
  });
}

function gatewayName(name: string, namespace: string): string {
  return name === 'mesh' || name.includes('/') ? name : `${namespace}/${name}`;
}

function parseRoute(route: Field, namespace: string): VirtualRoute {
  const destinations = route.at('route').items().map(parseRouteDestination);
  return {
    path: route.path,
    matches: route
      .at('match')
      .items()
      .map(match => ({
        gateways: match
          .at('gateways')
          .strings()
          .map(name => gatewayName(name, namespace)),
        port: match.at('port').optionalInt(),
        conditional: match
          .keys()
          .some(key => !['name', 'gateways', 'port', 'sniHosts'].includes(key)),
      })),
    destinations,
    elsewhere: destinations.length === 0,
  };
}

function parseRouteDestination(route: Field): RouteDestination {
  const destination = route.at('destination');
  return {
    host: destination.at('host').string(),
    subset: destination.at('subset').optionalString(),
    port: destination.in('port', 'number').optionalInt(),
    path: route.path,
  };
}
