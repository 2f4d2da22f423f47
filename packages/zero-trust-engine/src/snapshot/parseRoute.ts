import { Parsed } from './Gap';
import { Field } from './Field';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** An object that a route names, with its namespace filled in. */
export interface RouteRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly port?: number;
  /** One listener of a parent. */
  readonly section?: string;
  readonly path: string;
}

/** One rule: what of the traffic, and where it goes. */
export interface RouteRule {
  readonly path: string;
  /** HTTP paths; empty: every path, or no HTTP. */
  readonly httpPaths: readonly {
    readonly type: string;
    readonly value: string;
  }[];
  readonly backends: readonly RouteRef[];
}

/** What HTTPRoute, GRPCRoute, TLSRoute, TCPRoute and UDPRoute have in common. */
export interface Route {
  readonly meta: ObjectMeta;
  readonly hostnames: readonly string[];
  readonly parents: readonly RouteRef[];
  readonly rules: readonly RouteRule[];
  /** A parent has accepted the route; undefined before any has answered. */
  readonly accepted?: boolean;
}

/** Gateway API routes (gateway.networking.k8s.io). */
export function parseRoute(raw: RawObject): Parsed<Route> {
  return parseObject(raw, 'namespaced', (root, { meta }) => {
    const spec = root.at('spec');
    const conditions = root
      .in('status', 'parents')
      .items()
      .flatMap(parent => parent.at('conditions').items())
      .filter(condition => condition.at('type').value === 'Accepted');
    return {
      meta,
      hostnames: spec.at('hostnames').strings(),
      parents: spec
        .at('parentRefs')
        .items()
        .map(ref =>
          parseRef(ref, meta.namespace, {
            group: 'gateway.networking.k8s.io',
            kind: 'Gateway',
          }),
        ),
      rules: spec
        .at('rules')
        .items()
        .map(rule => ({
          path: rule.path,
          httpPaths: parsePaths(rule.at('matches')),
          backends: rule
            .at('backendRefs')
            .items()
            .filter(ref => ref.at('weight').value !== 0)
            .map(ref =>
              parseRef(ref, meta.namespace, { group: '', kind: 'Service' }),
            ),
        })),
      accepted:
        conditions.length === 0
          ? undefined
          : conditions.some(c => c.at('status').value === 'True'),
    };
  });
}

/** A match without a path takes every path, whatever its neighbours say. */
function parsePaths(matches: Field): RouteRule['httpPaths'] {
  const paths = matches.items().map(match => match.at('path'));
  if (!paths.every(path => path.present)) return [];
  return paths.map(path => ({
    type: path.at('type').stringOr('PathPrefix'),
    value: path.at('value').stringOr('/'),
  }));
}

function parseRef(
  ref: Field,
  namespace: string,
  otherwise: { readonly group: string; readonly kind: string },
): RouteRef {
  return {
    group: ref.at('group').stringOr(otherwise.group),
    kind: ref.at('kind').stringOr(otherwise.kind),
    namespace: ref.at('namespace').stringOr(namespace),
    name: ref.at('name').string(),
    port: ref.at('port').optionalInt(),
    section: ref.at('sectionName').optionalString() || undefined,
    path: ref.path,
  };
}
