import { Port } from '../refs/parsePort';
import { Connections } from './connlistOf';
import { peerName } from './Peer';

/**
 * `SRC => DST : CONNS` lines in netpol-analyzer's order. On one port every line
 * would end alike, so the port stands above them.
 */
export function connlistText(
  connections: readonly Connections[],
  port?: Port,
): string {
  const lines = connections
    .map(({ from, to, traffic }) => {
      const ends = `${peerName(from)} => ${peerName(to)}`;
      return port ? ends : `${ends} : ${traffic}`;
    })
    .sort();
  const title = port
    ? [`Permitted connections on ${port.protocol} ${port.port}:`]
    : [];
  return [...title, ...lines].map(line => `${line}\n`).join('');
}
