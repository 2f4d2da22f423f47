import { WorkloadSet } from '../../../select/Selectors';
import { IpSet } from '../../../sets/IpSet';
import { assertNever } from '../../../vocabulary';
import { Identity, PeerMatcher } from '../../../layers/network/NetworkRule';

/**
 * Whether some peers take in all of others, and there are any. What cannot be
 * told, such as names whose addresses are not known, is not taken in.
 */
export function peersCovered(
  inner: readonly PeerMatcher[],
  outer: readonly PeerMatcher[],
): boolean {
  const all = outer.some(({ type }) => type === 'any');
  const identities = new Set(
    outer.flatMap(peer =>
      peer.type === 'identities' ? [...peer.identities] : [],
    ),
  );
  const addresses = outer.reduce(
    (set, peer) =>
      peer.type === 'addresses' ? set.union(peer.addresses) : set,
    IpSet.none,
  );
  const covered = (peer: PeerMatcher): boolean => {
    if (all) return true;
    switch (peer.type) {
      case 'any':
      case 'opaque':
        return false;
      case 'pods':
        return !peer.unsure && podsCovered(peer.workloads, outer);
      case 'identities':
        return [...peer.identities].every(i => identities.has(i));
      case 'addresses':
        return (
          peer.matchesPods === false &&
          !peer.matchesNodes &&
          (identities.has('world') || peer.addresses.isSubsetOf(addresses))
        );
      case 'nodes':
        return isOfNodes.every(i => identities.has(i));
      case 'names':
        return identities.has('world');
      default:
        return assertNever(peer);
    }
  };
  const named = inner.filter(peer => !isNobody(peer));
  return named.length > 0 && named.every(covered);
}

const isOfNodes: readonly Identity[] = ['host', 'remote-node'];

/** A matcher of pods that chooses none; its like beside it may choose some. */
function isNobody(peer: PeerMatcher): boolean {
  switch (peer.type) {
    case 'pods':
      return peer.workloads.isEmpty && !peer.unsure;
    case 'identities':
      return peer.identities.size === 0;
    case 'addresses':
      return peer.addresses.isEmpty;
    default:
      return false;
  }
}

function podsCovered(
  pods: WorkloadSet,
  outer: readonly PeerMatcher[],
): boolean {
  return outer.reduce(
    (left, peer) =>
      peer.type === 'pods' ? left.subtract(peer.workloads) : left,
    pods,
  ).isEmpty;
}
