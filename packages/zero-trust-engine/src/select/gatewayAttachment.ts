import { matchLabels } from './matchLabels';
import { Gateway } from '../snapshot/parseGateway';
import { Route, RouteRef } from '../snapshot/parseRoute';
import { Snapshot } from '../snapshot/Snapshot';
import { sharedHosts } from './hostnames';

/** Kinds of route that can attach to a Gateway. */
export type RouteKind =
  | 'HTTPRoute'
  | 'GRPCRoute'
  | 'TLSRoute'
  | 'TCPRoute'
  | 'UDPRoute';

/** A listener that admits a route, and under which names. */
export interface Attachment {
  readonly port: number;
  readonly hosts: readonly string[];
  readonly tls: 'none' | 'terminated' | 'passthrough';
}

type Listener = Gateway['listeners'][number];

/** Protocols of listeners to which a kind of route can attach. */
const protocols: Readonly<Record<RouteKind, readonly string[]>> = {
  HTTPRoute: ['HTTP', 'HTTPS'],
  GRPCRoute: ['HTTP', 'HTTPS'],
  TLSRoute: ['TLS'],
  TCPRoute: ['TCP', 'TLS'],
  UDPRoute: ['UDP'],
};

const modes = {
  none: 'none',
  Terminate: 'terminated',
  Passthrough: 'passthrough',
} as const;

/**
 * Listeners of a Gateway that take a route: of the section and port that it
 * names, for its kind, admitting its namespace, and with a name in common.
 */
export function attachmentsOf(
  about: {
    readonly kind: RouteKind;
    readonly route: Route;
    readonly parent: RouteRef;
  },
  gateway: Gateway,
  snapshot: Snapshot,
): readonly Attachment[] {
  const { kind, route, parent } = about;
  return gateway.listeners
    .filter(
      ({ name, port, protocol }) =>
        (parent.section === undefined || parent.section === name) &&
        (parent.port === undefined || parent.port === port) &&
        protocols[kind].includes(protocol),
    )
    .filter(listener =>
      admits(listener, gateway, route.meta.namespace, snapshot),
    )
    .flatMap(({ hostname, port, tls }): readonly Attachment[] => {
      const hosts = sharedHosts(
        route.hostnames,
        hostname === undefined ? [] : [hostname],
      );
      return hosts === 'none' ? [] : [{ port, hosts, tls: modes[tls] }];
    });
}

/** Whether a listener takes routes, or traffic, of a namespace. */
export function admits(
  { allowed }: Listener,
  gateway: Gateway,
  namespace: string,
  { namespaces }: Snapshot,
): boolean {
  switch (allowed.from) {
    case 'All':
      return true;
    case 'Same':
      return namespace === gateway.meta.namespace;
    case 'None':
      return false;
    default:
      return matchLabels(
        allowed.selector,
        namespaces.get(namespace)?.labels ?? {},
      );
  }
}
