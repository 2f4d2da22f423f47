import { AddressFamily, parseCidr } from '../cidr';
import { ClusterService, Node, Snapshot } from '../snapshot/Snapshot';
import { Workload } from '../snapshot/Workload';

/** The families of the addresses that nodes, pods and Services of a cluster have. */
export function addressFamilies({
  nodes,
  workloads,
  services,
}: Pick<
  Snapshot,
  'nodes' | 'workloads' | 'services'
>): ReadonlySet<AddressFamily> {
  const seen = new Set<AddressFamily>();
  for (const holders of [nodes, workloads, services]) {
    for (const holder of holders) {
      for (const family of familiesOf(holder)) seen.add(family);
      if (seen.size === 2) return seen;
    }
  }
  return seen;
}

type Holder = Node | Workload | ClusterService;

// Only remembers: what holds an address never changes it.
const known = new WeakMap<Holder, readonly AddressFamily[]>();

function familiesOf(holder: Holder): readonly AddressFamily[] {
  const found = known.get(holder);
  if (found) return found;
  const families = addressesOf(holder).flatMap(
    address => parseCidr(address)?.family ?? [],
  );
  const made = [...new Set(families)];
  known.set(holder, made);
  return made;
}

function addressesOf(holder: Holder): readonly string[] {
  if ('pods' in holder) return holder.pods.flatMap(pod => pod.addresses);
  return 'clusterIPs' in holder ? holder.clusterIPs : holder.addresses;
}
