import { Parsed } from './Gap';
import { Field } from './Field';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { LabelSelector, parseLabelSelector } from './LabelSelector';
import { parseObject } from './parseObject';

/** Which namespaces a listener admits. */
export type AllowedNamespaces =
  | { readonly from: 'All' | 'Same' | 'None' }
  | { readonly from: 'Selector'; readonly selector: LabelSelector };

/** A Gateway API Gateway: an ingress, or an Istio waypoint. */
export interface Gateway {
  readonly meta: ObjectMeta;
  readonly className: string;
  readonly listeners: readonly {
    readonly name: string;
    readonly port: number;
    readonly protocol: string;
    readonly hostname?: string;
    readonly tls: 'Terminate' | 'Passthrough' | 'none';
    /** What a listener that terminates wants of callers, in Istio's words. */
    readonly terminates: 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL' | 'unknown';
    readonly allowed: AllowedNamespaces;
    readonly path: string;
  }[];
  /** `status.addresses`: empty until the gateway was ready once. */
  readonly addresses: readonly string[];
}

/** Gateway API, Gateway (gateway.networking.k8s.io). */
export function parseGateway(raw: RawObject): Parsed<Gateway> {
  return parseObject(raw, 'namespaced', (root, { meta }) => ({
    meta,
    className: root.in('spec', 'gatewayClassName').string(),
    listeners: root
      .in('spec', 'listeners')
      .items()
      .map(listener => {
        const tls = listener.at('tls');
        return {
          name: listener.at('name').stringOr(''),
          port: listener.at('port').port(),
          protocol: listener.at('protocol').string(),
          hostname: listener.at('hostname').optionalString() || undefined,
          tls: tls.present
            ? tls.at('mode').oneOfOr(['Terminate', 'Passthrough'], 'Terminate')
            : 'none',
          terminates: parseTermination(tls),
          allowed: parseAllowed(listener.in('allowedRoutes', 'namespaces')),
          path: listener.path,
        };
      }),
    addresses: root
      .in('status', 'addresses')
      .items()
      .map(address => address.at('value').stringOr('')),
  }));
}

function parseAllowed(field: Field): AllowedNamespaces {
  const from = field
    .at('from')
    .oneOfOr(['All', 'Same', 'None', 'Selector'], 'Same');
  return from === 'Selector'
    ? { from, selector: parseLabelSelector(field.at('selector')) }
    : { from };
}

/** Istio's option, else whether clients are validated at all. */
function parseTermination(
  tls: Field,
): Gateway['listeners'][number]['terminates'] {
  const written = tls.at('options').stringMap()[
    'gateway.istio.io/tls-terminate-mode'
  ];
  switch (written) {
    case undefined:
      return tls.at('frontendValidation').present ? 'MUTUAL' : 'SIMPLE';
    case 'SIMPLE':
    case 'MUTUAL':
    case 'ISTIO_MUTUAL':
      return written;
    case 'OPTIONAL_MUTUAL':
      return 'MUTUAL';
    default:
      return 'unknown';
  }
}
