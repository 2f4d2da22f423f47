import { Permission } from '../evaluate/Permission';
import { IpSet } from '../sets/IpSet';

/**
 * Rows about addresses, cut so that two rows speak of the same addresses or of
 * none in common. Rows about other peers stay as they are.
 */
export function cutAlike(
  sides: readonly (readonly Permission[])[],
): readonly (readonly Permission[])[] {
  const sets = sides.flat().flatMap(row => setOf(row) ?? []);
  let atoms: readonly IpSet[] = [];
  for (const set of sets) {
    const fresh = atoms.reduce((rest, atom) => rest.subtract(atom), set);
    atoms = [
      ...atoms.flatMap(atom => [atom.intersect(set), atom.subtract(set)]),
      fresh,
    ].filter(atom => !atom.isEmpty);
  }
  return sides.map(rows =>
    rows.flatMap(row => {
      const set = setOf(row);
      if (!set) return [row];
      return atoms
        .filter(atom => atom.isSubsetOf(set))
        .map((atom): Permission => {
          const peer = { type: 'addresses' as const, cidrs: atom.toCidrs() };
          return { ...row, peer };
        });
    }),
  );
}

/** The addresses of a row; undefined when its peer is something else. */
function setOf({ peer }: Permission): IpSet | undefined {
  return peer.type === 'addresses' ? unionOf(peer.cidrs) : undefined;
}

export function unionOf(cidrs: readonly string[]): IpSet {
  return cidrs.reduce(
    (set, cidr) => set.union(IpSet.ofCidr(cidr) ?? IpSet.none),
    IpSet.none,
  );
}
