import { Workload, formatWorkloadRef } from '@ztn/zero-trust-engine';
import { Connections } from './connlistOf';
import { Peer, peerName, workloadPeer } from './Peer';

/**
 * Variants of one owner that may do the same, listed as one. The engine tells
 * them apart because some selector reads a label on which they differ; where no
 * connection differs for it, the difference is of no interest.
 */
export function mergeVariants(
  connections: readonly Connections[],
  workloads: readonly Workload[],
): readonly Connections[] {
  const owners = new Map<string, readonly Workload[]>();
  for (const workload of workloads.filter(w => w.variant !== undefined)) {
    const ref = formatWorkloadRef(workload.ref);
    owners.set(ref, [...(owners.get(ref) ?? []), workload]);
  }
  if (owners.size === 0) return connections;
  const merged = new Map<string, Peer>();
  for (const variants of owners.values()) {
    const keys = new Set(variants.map(({ key }) => key));
    const [first, ...others] = variants.map(({ key }) =>
      linesOf(connections, key, keys),
    );
    if (others.some(lines => lines !== first)) continue;
    const whole = workloadPeer({ ...variants[0], variant: undefined });
    keys.forEach(key => merged.set(key, whole));
  }
  const nameOf = (peer: Peer) =>
    peer.type === 'workload' ? merged.get(peer.key) ?? peer : peer;
  const unique = new Map<string, Connections>();
  for (const { from, to, traffic } of connections) {
    const line = { from: nameOf(from), to: nameOf(to), traffic };
    const ends = [peerName(line.from), peerName(line.to)];
    if (ends[0] !== ends[1]) unique.set(ends.join(' => '), line);
  }
  return [...unique.values()];
}

/** What one variant may do with everyone but the other variants, as text. */
function linesOf(
  connections: readonly Connections[],
  key: string,
  siblings: ReadonlySet<string>,
): string {
  const is = (peer: Peer) => peer.type === 'workload' && peer.key === key;
  const isSibling = (peer: Peer) =>
    peer.type === 'workload' && siblings.has(peer.key);
  return connections
    .filter(({ from, to }) => is(from) !== is(to))
    .filter(({ from, to }) => !(isSibling(from) && isSibling(to)))
    .map(({ from, to, traffic }) =>
      [is(from) ? '' : peerName(from), is(to) ? '' : peerName(to), traffic]
        .map(String)
        .join('\u0000'),
    )
    .sort()
    .join('\n');
}
