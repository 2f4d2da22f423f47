import { Field } from './Field';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

/** The Service port that an Ingress leads to, by number or by name. */
export interface IngressBackend {
  /** Absent for a backend that is another resource. */
  readonly service?: string;
  readonly port?: number | string;
  readonly path: string;
}

/** One host and path of an Ingress. */
export interface IngressRoute {
  /** Absent: every host. */
  readonly host?: string;
  /** Absent: every path. */
  readonly httpPath?: {
    readonly type: 'Exact' | 'Prefix' | 'ImplementationSpecific';
    readonly value: string;
  };
  readonly backend: IngressBackend;
}

/** An Ingress, its rules flattened; the default backend is a route of its own. */
export interface Ingress {
  readonly meta: ObjectMeta;
  /** `ingressClassName`, or the annotation of old. */
  readonly className?: string;
  readonly tlsHosts: readonly string[];
  readonly hasTls: boolean;
  readonly routes: readonly IngressRoute[];
  /** Addresses and names that the controller published. */
  readonly addresses: readonly string[];
}

const classAnnotation = 'kubernetes.io/ingress.class';

/** networking.k8s.io, Ingress. */
export function parseIngress(raw: RawObject): Parsed<Ingress> {
  return parseObject(raw, 'namespaced', (root, { meta }) => {
    const spec = root.at('spec');
    const otherwise = spec.at('defaultBackend');
    const tls = spec.at('tls').items();
    return {
      meta,
      className:
        (spec.at('ingressClassName').optionalString() ??
          meta.annotations[classAnnotation]) ||
        undefined,
      hasTls: tls.length > 0,
      tlsHosts: tls.flatMap(entry => entry.at('hosts').strings()),
      routes: [
        ...spec.at('rules').items().flatMap(parseRule),
        ...(otherwise.present ? [{ backend: parseBackend(otherwise) }] : []),
      ],
      addresses: root
        .in('status', 'loadBalancer', 'ingress')
        .items()
        .flatMap(entry =>
          [
            entry.at('ip').optionalString(),
            entry.at('hostname').optionalString(),
          ].flatMap(address => (address ? [address] : [])),
        ),
    };
  });
}

function parseRule(rule: Field): readonly IngressRoute[] {
  const host = rule.at('host').optionalString() || undefined;
  return rule
    .in('http', 'paths')
    .items()
    .map(item => ({
      host,
      httpPath: {
        type: item
          .at('pathType')
          .oneOfOr(
            ['Exact', 'Prefix', 'ImplementationSpecific'],
            'ImplementationSpecific',
          ),
        value: item.at('path').optionalString() || '/',
      },
      backend: parseBackend(item.at('backend')),
    }));
}

function parseBackend(field: Field): IngressBackend {
  const service = field.at('service');
  if (!service.present) return { path: field.path };
  const port = service.at('port');
  return {
    service: service.at('name').string(),
    port: port.at('number').optionalInt() ?? port.at('name').optionalString(),
    path: field.path,
  };
}
