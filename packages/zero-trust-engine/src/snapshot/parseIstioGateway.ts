import { Parsed } from './Gap';
import { ObjectMeta, RawObject, StringMap } from './KubernetesObject';
import { parseObject } from './parseObject';

/** Server-side TLS of one gateway listener. */
export type GatewayTls =
  | 'none'
  | 'PASSTHROUGH'
  | 'SIMPLE'
  | 'MUTUAL'
  | 'OPTIONAL_MUTUAL'
  | 'AUTO_PASSTHROUGH'
  | 'ISTIO_MUTUAL';

/** Listeners of classic gateway pods. */
export interface IstioGateway {
  readonly meta: ObjectMeta;
  /** Labels of the gateway pods; empty selects every gateway pod. */
  readonly selector: StringMap;
  readonly servers: readonly {
    readonly port: number;
    readonly protocol: string;
    readonly hosts: readonly string[];
    readonly tls: GatewayTls;
    /** Answers every request with a redirect to HTTPS and forwards none. */
    readonly redirects: boolean;
    readonly path: string;
  }[];
}

const modes = [
  'PASSTHROUGH',
  'SIMPLE',
  'MUTUAL',
  'OPTIONAL_MUTUAL',
  'AUTO_PASSTHROUGH',
  'ISTIO_MUTUAL',
] as const;

/** Istio, Gateway (networking.istio.io). */
export function parseIstioGateway(raw: RawObject): Parsed<IstioGateway> {
  return parseObject(raw, 'namespaced', (root, { meta }) => ({
    meta,
    selector: root.in('spec', 'selector').stringMap(),
    servers: root
      .in('spec', 'servers')
      .items()
      .map(server => {
        const tls = server.at('tls');
        return {
          port: server.in('port', 'number').port(),
          protocol: server.in('port', 'protocol').stringOr('').toUpperCase(),
          hosts: server.at('hosts').strings(),
          // The API's zero value is PASSTHROUGH; `tls` with only
          // `httpsRedirect` on an HTTP server terminates nothing.
          tls:
            tls.present && tls.keys().some(key => key !== 'httpsRedirect')
              ? tls.at('mode').oneOfOr(modes, 'PASSTHROUGH')
              : 'none',
          redirects: tls.at('httpsRedirect').booleanOr(false),
          path: server.path,
        };
      }),
  }));
}
