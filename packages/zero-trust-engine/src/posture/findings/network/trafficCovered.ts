import { NetworkRule } from '../../../layers/network/NetworkRule';
import { PolicyPort } from '../../../snapshot/policyPorts';

/**
 * Whether one rule's traffic takes in all of another's, as far as their texts
 * show it: names of ports are compared as names.
 */
export function trafficCovered(
  inner: NetworkRule['traffic'],
  outer: NetworkRule['traffic'],
): boolean {
  if (outer === 'any') return true;
  if (inner === 'any' || inner.length === 0) return false;
  return inner.every(entry =>
    outer.some(wide =>
      'icmp' in entry || 'icmp' in wide
        ? 'icmp' in entry && 'icmp' in wide && entry.icmp === wide.icmp
        : portCovered(entry, wide),
    ),
  );
}

function portCovered(inner: PolicyPort, outer: PolicyPort): boolean {
  if (outer.protocol !== 'any' && outer.protocol !== inner.protocol) {
    return false;
  }
  if (outer.ports === 'all') return true;
  if (inner.ports === 'all') return false;
  if ('name' in inner.ports) {
    return 'name' in outer.ports && outer.ports.name === inner.ports.name;
  }
  return (
    'first' in outer.ports &&
    outer.ports.first <= inner.ports.first &&
    inner.ports.last <= outer.ports.last
  );
}
