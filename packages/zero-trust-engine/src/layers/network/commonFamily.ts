import { AddressFamily, AddressRange } from '../../cidr';
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

function addressesAt(subject: Party): readonly AddressRange[] {
  if (subject.type === 'workload') {
    return podsOf(subject).flatMap(addressesOfPod);
  }
  if (subject.type !== 'node') return [];
  const { address, node } = subject;
  return addressesOf(address ? [address] : node.addresses);
}
