import { addressFamilies } from '../layers/addressFamilies';
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
  const families = addressFamilies(snapshot);
  if (families.size !== 1) return IpSet.all;
  return families.has(4) ? IpSet.all4 : IpSet.all6;
}
