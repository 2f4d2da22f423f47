import { parseCidr, rangeContains } from '../../cidr';
import { Party } from '../Layer';

/** Whether one of the addresses lies in one of the ranges. */
export function coveredBy(
  ranges: readonly string[],
  addresses: readonly string[],
): boolean {
  const outer = ranges.map(parseCidr);
  return addresses.some(address => {
    const inner = parseCidr(address);
    return (
      inner !== undefined &&
      outer.some(range => range !== undefined && rangeContains(range, inner))
    );
  });
}

/** Addresses by which a destination that is no pod is dialled. */
export function addressesOf(party: Party): readonly string[] {
  switch (party.type) {
    case 'address':
      return [party.cidr];
    case 'node':
      return party.address ? [party.address] : party.node.addresses;
    default:
      return [];
  }
}
