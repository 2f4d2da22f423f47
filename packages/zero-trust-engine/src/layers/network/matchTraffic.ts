import { AddressFamily } from '../../cidr';
import { PolicyPort } from '../../snapshot/policyPorts';
import { Protocol } from '../../vocabulary';
import { PodShape } from '../../snapshot/Workload';
import { TrafficMatcher } from './NetworkRule';
import { anyOf, Match } from './matchPeer';

/**
 * Whether a rule covers a protocol and destination port. `destinations` are
 * the pods where a named port resolves; empty when the destination is no pod,
 * which has no names. An ICMP question is a ping.
 *
 * @param family - of the two addresses; absent where any will do
 */
export function matchTraffic(
  traffic: 'any' | readonly TrafficMatcher[],
  protocol: Protocol,
  port: number | null,
  destinations: readonly PodShape[],
  family?: AddressFamily,
): Match {
  if (traffic === 'any') return true;
  return anyOf(
    traffic.map(entry =>
      'icmp' in entry
        ? protocol === 'ICMP' &&
          entry.icmp === 'echo' &&
          (family ?? entry.family) === entry.family
        : matchEntry(entry, protocol, port, destinations),
    ),
  );
}

function matchEntry(
  entry: PolicyPort,
  protocol: Protocol,
  port: number | null,
  destinations: readonly PodShape[],
): Match {
  if (protocol === 'ICMP' || port === null) return false;
  if (entry.protocol !== 'any' && entry.protocol !== protocol) return false;
  const { ports } = entry;
  if (ports === 'all') return true;
  if ('first' in ports) return ports.first <= port && port <= ports.last;
  return declares(destinations, ports.name, protocol, port);
}

/**
 * "A named port is resolved per destination pod, by name and protocol." All
 * pods must agree. Plugins differ on names in restartable init containers, and
 * on whether a pod in its node's network is told from the node.
 */
function declares(
  destinations: readonly PodShape[],
  name: string,
  protocol: Protocol,
  port: number,
): Match {
  const perPod = destinations.map(pod => {
    const roles = pod.containers.flatMap(container =>
      container.ports.some(
        p => p.name === name && p.port === port && p.protocol === protocol,
      )
        ? [container.role]
        : [],
    );
    if (roles.includes('main')) return pod.hostNetwork ? 'cni' : true;
    return roles.includes('sidecar') ? 'cni' : false;
  });
  if (perPod.length === 0 || perPod.includes(false)) return false;
  return perPod.every(match => match === true) ? true : 'cni';
}
