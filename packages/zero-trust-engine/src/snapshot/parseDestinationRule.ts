import { Field } from './Field';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject, StringMap } from './KubernetesObject';
import { parseObject } from './parseObject';

/** What a client of the mesh is told to send. */
export interface ClientTls {
  readonly mode: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
  readonly credentialName?: string;
  /** Authorities are named against which the server is checked. */
  readonly caCertificates: boolean;
  readonly path: string;
}

/** A `trafficPolicy`, as far as verdicts read it. */
export interface TrafficPolicy {
  readonly tls?: ClientTls;
  /** `loadBalancer.simple: PASSTHROUGH`: the address dialled is kept. */
  readonly passthrough: boolean;
  /** By Service port. An entry stands in for the whole policy on its port. */
  readonly ports: ReadonlyMap<
    number,
    { readonly tls?: ClientTls; readonly passthrough: boolean }
  >;
}

/** Client-side settings for a host. */
export interface DestinationRule {
  readonly meta: ObjectMeta;
  /** As written; a name without dots belongs to the rule's own namespace. */
  readonly host: string;
  readonly exportTo: readonly string[];
  readonly workloadSelector?: StringMap;
  readonly trafficPolicy?: TrafficPolicy;
  readonly subsets: readonly Subset[];
}

/** Pods of a host that routes may choose, with settings of their own. */
export interface Subset {
  readonly name: string;
  readonly labels: StringMap;
  readonly trafficPolicy?: TrafficPolicy;
}

const modes = ['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'] as const;

/** Istio, DestinationRule (networking.istio.io). */
export function parseDestinationRule(raw: RawObject): Parsed<DestinationRule> {
  return parseObject(raw, 'namespaced', (root, { meta }) => {
    const spec = root.at('spec');
    const selector = spec.at('workloadSelector');
    return {
      meta,
      host: spec.at('host').string(),
      exportTo: spec.at('exportTo').strings(),
      ...(selector.present
        ? { workloadSelector: selector.at('matchLabels').stringMap() }
        : {}),
      trafficPolicy: parseTrafficPolicy(spec.at('trafficPolicy')),
      subsets: spec
        .at('subsets')
        .items()
        .map(subset => ({
          name: subset.at('name').string(),
          labels: subset.at('labels').stringMap(),
          trafficPolicy: parseTrafficPolicy(subset.at('trafficPolicy')),
        })),
    };
  });
}

function parseTrafficPolicy(field: Field): TrafficPolicy | undefined {
  if (!field.present) return undefined;
  return {
    ...parseSettings(field),
    ports: new Map(
      field
        .at('portLevelSettings')
        .items()
        .map(entry => [
          entry.in('port', 'number').port(),
          parseSettings(entry),
        ]),
    ),
  };
}

function parseSettings(field: Field): {
  readonly tls?: ClientTls;
  readonly passthrough: boolean;
} {
  const tls = field.at('tls');
  return {
    ...(tls.present
      ? {
          tls: {
            mode: tls.at('mode').oneOfOr(modes, 'DISABLE'),
            credentialName: tls.at('credentialName').optionalString(),
            caCertificates: tls.at('caCertificates').stringOr('') !== '',
            path: tls.at('mode').path,
          },
        }
      : {}),
    passthrough: field.in('loadBalancer', 'simple').value === 'PASSTHROUGH',
  };
}
