import { parseCidr } from '../cidr';
import { ClusterService, Node, Snapshot } from '../snapshot/Snapshot';
import { Pod, Workload } from '../snapshot/Workload';
import { formatAddress } from '../sets/formatAddress';

/** Who has an address. */
export type Addressee =
  | { readonly type: 'pod'; readonly workload: Workload; readonly pod: Pod }
  | { readonly type: 'node'; readonly node: Node }
  | { readonly type: 'service'; readonly service: ClusterService };

/**
 * Addresses of pods, nodes and Services of one snapshot. A pod in its node's
 * network shares the node's address, which then is the node's: who listens
 * there cannot be told from an address.
 */
export class AddressBook {
  private readonly byAddress = new Map<string, Addressee>();

  constructor(snapshot: Snapshot) {
    for (const service of snapshot.services) {
      const addresses = [
        ...service.clusterIPs,
        ...service.externalIPs,
        ...service.loadBalancerAddresses,
      ];
      this.add(addresses, { type: 'service', service });
    }
    for (const workload of snapshot.workloads) {
      for (const pod of workload.hostNetwork ? [] : workload.pods) {
        const addressee = { type: 'pod', workload, pod } as const;
        for (const address of addressesOf(pod)) {
          this.byAddress.set(address, addressee);
        }
      }
    }
    for (const node of snapshot.nodes) {
      this.add(node.addresses, { type: 'node', node });
    }
  }

  /** The addressee of one address; undefined for a CIDR and for a stranger. */
  find(address: string): Addressee | undefined {
    const text = canonicalAddress(address);
    return text === undefined ? undefined : this.byAddress.get(text);
  }

  private add(addresses: readonly string[], addressee: Addressee): void {
    for (const address of addresses) {
      const text = canonicalAddress(address);
      if (text !== undefined) this.byAddress.set(text, addressee);
    }
  }
}

// Only remembers: a pod never changes, and most of them are those of before.
const known = new WeakMap<Pod, readonly string[]>();

function addressesOf(pod: Pod): readonly string[] {
  const found = known.get(pod);
  if (found) return found;
  const texts = pod.addresses.flatMap(
    address => canonicalAddress(address) ?? [],
  );
  known.set(pod, texts);
  return texts;
}

/** One text per address; undefined for a block and for what is no address. */
export function canonicalAddress(address: string): string | undefined {
  const range = parseCidr(address);
  if (!range || range.first !== range.last) return undefined;
  return formatAddress(range.family, range.first);
}
