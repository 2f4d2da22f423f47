import { Parsed } from './Gap';
import { ObjectMeta, RawObject, StringMap } from './KubernetesObject';
import { parseObject } from './parseObject';

/** What the sidecars of some pods know of the mesh. */
export interface Sidecar {
  readonly meta: ObjectMeta;
  readonly workloadSelector?: StringMap;
  /** `namespace/host` items with the port they are limited to. */
  readonly egress: readonly {
    readonly port?: number;
    readonly hosts: readonly string[];
    readonly path: string;
  }[];
  readonly outboundTrafficPolicy?: string;
  /** Ingress listeners with TLS of their own. */
  readonly ingressTlsPorts: readonly number[];
}

/** Istio, Sidecar (networking.istio.io). */
export function parseSidecar(raw: RawObject): Parsed<Sidecar> {
  return parseObject(raw, 'namespaced', (root, { meta }) => {
    const spec = root.at('spec');
    const selector = spec.in('workloadSelector', 'labels').stringMap();
    return {
      meta,
      ...(Object.keys(selector).length > 0
        ? { workloadSelector: selector }
        : {}),
      egress: spec
        .at('egress')
        .items()
        .map(listener => ({
          port: listener.in('port', 'number').optionalInt(),
          hosts: listener.at('hosts').strings(),
          path: listener.path,
        })),
      outboundTrafficPolicy: spec.at('outboundTrafficPolicy').present
        ? spec.in('outboundTrafficPolicy', 'mode').stringOr('REGISTRY_ONLY')
        : undefined,
      ingressTlsPorts: spec
        .at('ingress')
        .items()
        .filter(listener => listener.at('tls').present)
        .map(listener => listener.in('port', 'number').port()),
    };
  });
}
