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
  /** Listeners that stand in for what Services say of these ports. */
  readonly ingress: readonly {
    readonly port: number;
    readonly protocol: string;
    /** TLS of the user's own, which counts where mutual TLS is disabled. */
    readonly tls: boolean;
    readonly path: string;
  }[];
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
      ingress: spec
        .at('ingress')
        .items()
        .map(listener => ({
          port: listener.in('port', 'number').port(),
          protocol: listener.in('port', 'protocol').stringOr(''),
          tls: listener.at('tls').present,
          path: listener.path,
        })),
    };
  });
}
