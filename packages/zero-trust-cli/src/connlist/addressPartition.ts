import { Direction, IpSet, Snapshot } from '@ztn/zero-trust-engine';

/** Both ends included, IPv4. */
export interface AddressInterval {
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * All IPv4 addresses, cut wherever a block that some policy names in this
 * direction begins or ends. netpol-analyzer lists outside peers by these
 * intervals, the same ones for every workload, and knows no IPv6.
 */
export function addressPartition(
  snapshot: Snapshot,
  direction: Direction,
): readonly AddressInterval[] {
  return partitionAlong(
    cidrsNamed(snapshot, direction).flatMap(
      cidr => IpSet.ofCidr(cidr)?.v4 ?? [],
    ),
  );
}

/** All addresses, cut wherever one of several partitions is. */
export function partitionAlong(
  intervals: readonly AddressInterval[],
): readonly AddressInterval[] {
  const [{ first, last }] = IpSet.all4.v4;
  const starts = new Set([first]);
  for (const interval of intervals) {
    starts.add(interval.first);
    if (interval.last < last) starts.add(interval.last + 1n);
  }
  const sorted = [...starts].sort((a, b) => Number(a - b));
  return sorted.map((start, index) => ({
    first: start,
    last: (sorted[index + 1] ?? last + 1n) - 1n,
  }));
}

function cidrsNamed(
  snapshot: Snapshot,
  direction: Direction,
): readonly string[] {
  const blocks = snapshot
    .objects('NetworkPolicy')
    .flatMap(policy => policy[direction])
    .flatMap(({ peers }) => (peers === 'any' ? [] : peers))
    .flatMap(peer =>
      peer.type === 'ipBlock' ? [peer.cidr, ...peer.except] : [],
    );
  const networks = [
    ...snapshot.objects('AdminNetworkPolicy'),
    ...snapshot.objects('BaselineAdminNetworkPolicy'),
  ]
    .flatMap(policy => policy[direction])
    .flatMap(({ peers }) => peers)
    .flatMap(peer => (peer.type === 'networks' ? peer.cidrs : []));
  return [...blocks, ...networks];
}
