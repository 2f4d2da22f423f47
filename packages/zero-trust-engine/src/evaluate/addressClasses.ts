import { IpSet } from '../sets/IpSet';
import { Snapshot } from '../snapshot/Snapshot';

/** Splits addresses into sets that no named CIDR tells apart. */
export function addressClasses(
  all: IpSet,
  cidrs: readonly string[],
): readonly IpSet[] {
  let classes: readonly IpSet[] = [
    all.intersect(IpSet.all4),
    all.intersect(IpSet.all6),
  ];
  for (const cidr of new Set(cidrs)) {
    const cut = IpSet.ofCidr(cidr) ?? IpSet.none;
    classes = classes.flatMap(set => [set.intersect(cut), set.subtract(cut)]);
    classes = classes.filter(set => !set.isEmpty);
  }
  return classes.filter(set => !set.isEmpty);
}

/**
 * Addresses of the families that the cluster shows: a cluster without any IPv6
 * address cannot be reached from one. Without any address, both.
 */
export function familiesOf(snapshot: Snapshot): IpSet {
  const seen = [
    ...snapshot.nodes.flatMap(node => node.addresses),
    ...snapshot.services.flatMap(service => service.clusterIPs),
    ...snapshot.workloads.flatMap(w => w.pods.flatMap(pod => pod.addresses)),
  ].flatMap(address => IpSet.ofCidr(address) ?? []);
  const has4 = seen.some(set => set.v4.length > 0);
  const has6 = seen.some(set => set.v6.length > 0);
  if (has4 === has6) return IpSet.all;
  return has4 ? IpSet.all4 : IpSet.all6;
}
