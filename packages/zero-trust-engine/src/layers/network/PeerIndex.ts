import { AddressRange, parseCidr } from '../../cidr';
import { IpSet } from '../../sets/IpSet';
import { Node, Snapshot } from '../../snapshot/Snapshot';
import { Pod } from '../../snapshot/Workload';
import { addressFamilies } from '../addressFamilies';
import { Identity } from './NetworkRule';

/** What is known about addresses of nodes, pods and the API server. */
export class PeerIndex {
  readonly nodes: ReadonlyMap<string, Node>;
  /** Addresses of the API server, from the endpoints of its Service. */
  readonly apiServer: readonly AddressRange[];
  /** Whom others may be taken for: the API server, where it cannot be seen. */
  readonly possibly: ReadonlySet<Identity>;
  /** Outside addresses that the cluster's address families can reach. */
  readonly world: IpSet;
  private readonly nodeByAddress = new Map<string, Node>();

  constructor(snapshot: Snapshot) {
    this.nodes = new Map(snapshot.nodes.map(node => [node.name, node]));
    for (const node of snapshot.nodes) {
      for (const address of addressesOf(node.addresses)) {
        this.nodeByAddress.set(addressKey(address), node);
      }
    }
    this.apiServer = addressesOf(
      snapshot.endpointSlices
        .filter(
          slice =>
            slice.meta.namespace === 'default' &&
            slice.service === 'kubernetes',
        )
        .flatMap(slice => slice.endpoints.flatMap(e => e.addresses)),
    );
    this.possibly = new Set(
      snapshot.gapsOf('EndpointSlice').length > 0 ? ['kube-apiserver'] : [],
    );
    this.world = worldOf(snapshot);
  }

  /** The node with this address, when one is known. */
  nodeOf(address: AddressRange): Node | undefined {
    return this.nodeByAddress.get(addressKey(address));
  }

  isApiServer(address: AddressRange): boolean {
    const key = addressKey(address);
    return this.apiServer.some(known => addressKey(known) === key);
  }
}

/** The texts that are addresses or blocks, parsed. */
export function addressesOf(texts: readonly string[]): readonly AddressRange[] {
  return texts.flatMap(text => parseCidr(text) ?? []);
}

/** Addresses of a pod, parsed once. */
export function addressesOfPod(pod: Pod): readonly AddressRange[] {
  const known = ofPods.get(pod);
  if (known) return known;
  const addresses = addressesOf(pod.addresses);
  ofPods.set(pod, addresses);
  return addresses;
}

const ofPods = new WeakMap<Pod, readonly AddressRange[]>();

function addressKey(address: AddressRange): string {
  return `${address.family}/${address.first}/${address.last}`;
}

/**
 * A cluster without any IPv6 address reaches no IPv6 address. Where no address
 * is known at all, IPv4 is assumed, which is what a cluster has by default.
 */
function worldOf(snapshot: Snapshot): IpSet {
  const families = addressFamilies(snapshot);
  if (!families.has(6)) return IpSet.all4;
  return families.has(4) ? IpSet.all : IpSet.all6;
}
