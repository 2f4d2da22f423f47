import { Field } from './Field';
import { Parsed } from './Gap';
import { RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';
import { EndpointSlice } from './Snapshot';

/** The label that ties a slice to its Service. */
const serviceNameLabel = 'kubernetes.io/service-name';
const protocols = ['TCP', 'UDP', 'SCTP'] as const;

/** An EndpointSlice. A port without number means any port; it is left out. */
export function parseEndpointSlice(raw: RawObject): Parsed<EndpointSlice> {
  return parseObject(raw, 'namespaced', (root, { meta }) => ({
    meta,
    service: meta.labels[serviceNameLabel] ?? '',
    ports: root
      .at('ports')
      .items()
      .filter(port => port.at('port').present)
      .map(port => ({
        name: port.at('name').optionalString() || undefined,
        port: port.at('port').port(),
        protocol: port.at('protocol').oneOfOr(protocols, 'TCP'),
      })),
    endpoints: root.at('endpoints').items().map(parseEndpoint),
  }));
}

/** "nil indicates an unknown state" and is read as ready, as the API advises. */
function parseEndpoint(field: Field): EndpointSlice['endpoints'][number] {
  const target = field.at('targetRef');
  return {
    addresses: field.at('addresses').strings(),
    ready: field.in('conditions', 'ready').booleanOr(true),
    pod:
      target.at('kind').value === 'Pod'
        ? target.at('name').optionalString()
        : undefined,
  };
}
