import { IpSet } from '../sets/IpSet';
import { Permission } from './Permission';

/** Rows about addresses that differ in nothing but the addresses, as one. */
export function mergeRows(rows: readonly Permission[]): readonly Permission[] {
  const merged = new Map<string, { row: Permission; addresses: IpSet }>();
  for (const row of rows) {
    const { peer, ...rest } = row;
    const key = JSON.stringify(rest);
    const addresses = addressesOf(peer);
    const same = merged.get(key);
    merged.set(key, {
      row,
      addresses: same ? same.addresses.union(addresses) : addresses,
    });
  }
  return [...merged.values()].map(({ row, addresses }) => ({
    ...row,
    peer: { type: 'addresses', cidrs: addresses.toCidrs() },
  }));
}

function addressesOf(peer: Permission['peer']): IpSet {
  if (peer.type !== 'addresses') return IpSet.none;
  return peer.cidrs.reduce(
    (set, cidr) => set.union(IpSet.ofCidr(cidr) ?? IpSet.none),
    IpSet.none,
  );
}
