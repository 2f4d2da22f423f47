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
  readonly destinations: readonly RouteDestination[];
}

/** Istio, VirtualService (networking.istio.io). */
export function parseVirtualService(raw: RawObject): Parsed<VirtualService> {
  return parseObject(raw, 'namespaced', (root, { meta }) => {
    const spec = root.at('spec');
    const gateways = spec.at('gateways').strings();
    return {
      meta,
      hosts: spec.at('hosts').strings(),
      gateways:
        gateways.length === 0
          ? ['mesh']
          : gateways.map(g =>
              g === 'mesh' || g.includes('/') ? g : `${meta.namespace}/${g}`,
            ),
      exportTo: spec.at('exportTo').strings(),
      destinations: ['http', 'tls', 'tcp'].flatMap(kind =>
        spec
          .at(kind)
          .items()
          .flatMap(route =>
            route.at('route').items().map(parseRouteDestination),
          ),
      ),
    };
  });
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
