import { Field } from './Field';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { LabelSelector, parseLabelSelector } from './LabelSelector';
import { parseObject } from './parseObject';

/** Sends what is meant for a Service or an address to pods of the caller's node. */
export interface CiliumLocalRedirectPolicy {
  readonly meta: ObjectMeta;
  /** `namespace/name` of the Service whose traffic it takes. */
  readonly service?: string;
  /** The address whose traffic it takes. */
  readonly address?: string;
  /** What it takes of that; none: every port of the Service. */
  readonly ports: readonly RedirectPort[];
  /** Pods of its own namespace that answer instead. */
  readonly pods: LabelSelector;
  readonly podPorts: readonly RedirectPort[];
}

export interface RedirectPort {
  readonly port: number;
  readonly protocol: string;
  /** Tells which of several ports leads to which. */
  readonly name?: string;
}

/** cilium.io, CiliumLocalRedirectPolicy. */
export function parseCiliumLocalRedirectPolicy(
  raw: RawObject,
): Parsed<CiliumLocalRedirectPolicy> {
  return parseObject(raw, 'namespaced', (root, { meta }) => {
    const frontend = root.in('spec', 'redirectFrontend');
    const service = frontend.at('serviceMatcher');
    const address = frontend.at('addressMatcher');
    const namespace = service.at('namespace').stringOr(meta.namespace);
    const backend = root.in('spec', 'redirectBackend');
    return {
      meta,
      service: service.present
        ? `${namespace}/${service.at('serviceName').string()}`
        : undefined,
      address: address.at('ip').optionalString(),
      ports: portsOf(service.present ? service : address),
      pods: parseLabelSelector(backend.at('localEndpointSelector')),
      podPorts: portsOf(backend),
    };
  });
}

/** The API has ports as text. */
function portsOf(field: Field): readonly RedirectPort[] {
  return field
    .at('toPorts')
    .items()
    .map(item => ({
      port: portOf(item.at('port')),
      protocol: item.at('protocol').stringOr('TCP').toUpperCase(),
      name: item.at('name').optionalString()?.toLowerCase(),
    }));
}

function portOf(field: Field): number {
  const port = Number(field.string());
  return Number.isInteger(port) && port > 0 && port < 65536
    ? port
    : field.fail('the number of a port, as text');
}
