import { AddressFamily, AddressRange } from '../../cidr';
import { IpSet } from '../../sets/IpSet';
import { Party } from '../Layer';
import { podsOf } from '../podsOf';
import { addressesOf, addressesOfPod } from './PeerIndex';
import { PeerView } from './PeerView';

/**
 * A connection has one address family: a subject without an IPv6 address never
 * meets the IPv6 address of a dual-stack peer. Where the two ends have no family
 * in common, or nothing is known of the subject's addresses, all views stay.
 */
export function inCommonFamily(
  views: readonly PeerView[],
  subject: Party,
): readonly PeerView[] {
  if (views.length < 2) return views;
  const families = familiesOf(subject);
  if (families.size !== 1) return views;
  const common = views.filter(
    ({ address }) => !address || families.has(address.family),
  );
  return common.length > 0 ? common : views;
}

function familiesOf(subject: Party): ReadonlySet<AddressFamily> {
  return new Set(addressesAt(subject).map(({ family }) => family));
}

const both: readonly AddressFamily[] = [4, 6];

/**
 * Families in which two ends may speak. One whose addresses are not known may be
 * in any that the cluster has.
 */
export function familiesBetween(
  one: Party,
  other: Party,
  world: IpSet,
): readonly AddressFamily[] {
  const inUse = both.filter(f => (f === 4 ? world.v4 : world.v6).length > 0);
  const [a, b] = [one, other].map(party => {
    const known = familiesOf(party);
    return known.size > 0 ? known : new Set(inUse);
  });
  const common = both.filter(family => a.has(family) && b.has(family));
  return common.length > 0 ? common : both.filter(f => a.has(f) || b.has(f));
}

function addressesAt(subject: Party): readonly AddressRange[] {
  if (subject.type === 'workload') {
    return podsOf(subject).flatMap(addressesOfPod);
  }
  if (subject.type === 'address') return addressesOf([subject.cidr]);
  if (subject.type !== 'node') return [];
  const { address, node } = subject;
  return addressesOf(address ? [address] : node.addresses);
}
