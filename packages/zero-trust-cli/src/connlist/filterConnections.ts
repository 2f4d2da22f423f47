import { Direction } from '@ztn/zero-trust-engine';
import { Port } from '../refs/parsePort';
import { Connections } from './connlistOf';
import { Peer } from './Peer';
import { TrafficSet } from '../output/TrafficSet';

/** What netpol-analyzer calls focus. */
export interface Focus {
  /** At least one end is one of these; everything when absent. */
  readonly isWorkload?: (peer: Peer) => boolean;
  /** Of those, which end it is. */
  readonly direction?: Direction;
  /** And the other end is one of these. */
  readonly isOther?: (peer: Peer) => boolean;
  readonly port?: Port;
}

/** The connections on which the focus is. */
export function filterConnections(
  connections: readonly Connections[],
  { isWorkload = () => true, isOther = () => true, direction, port }: Focus,
): readonly Connections[] {
  const onPort =
    port &&
    TrafficSet.of({
      protocol: port.protocol,
      ports: port.port === null ? [] : [{ first: port.port, last: port.port }],
    });
  return connections.flatMap(connection => {
    const { from, to } = connection;
    const outgoing = direction !== 'ingress' && isWorkload(from) && isOther(to);
    const incoming = direction !== 'egress' && isWorkload(to) && isOther(from);
    if (!outgoing && !incoming) return [];
    if (!onPort) return [connection];
    const traffic = connection.traffic.intersect(onPort);
    return traffic.isEmpty ? [] : [{ ...connection, traffic }];
  });
}
