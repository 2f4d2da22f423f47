import { Port } from '../refs/parsePort';
import { Connections } from './connlistOf';
import { peerName } from './Peer';

/** `SRC => DST : CONNS` lines in netpol-analyzer's order, without ends. */
export function connlistLines(
  connections: readonly Connections[],
  port?: Port,
): readonly string[] {
  return connections
    .map(({ from, to, traffic }) => {
      const ends = `${peerName(from)} => ${peerName(to)}`;
      return port ? ends : `${ends} : ${traffic}`;
    })
    .sort();
}

/** The same as text. On one port every line would end alike, so it stands above them. */
export function connlistText(
  connections: readonly Connections[],
  port?: Port,
): string {
  const title = port
    ? [`Permitted connections on ${port.protocol} ${port.port}:`]
    : [];
  return [...title, ...connlistLines(connections, port)]
    .map(line => `${line}\n`)
    .join('');
}
