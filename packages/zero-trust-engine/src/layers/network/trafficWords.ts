import { NetworkRule, TrafficMatcher } from './NetworkRule';

/** Traffic of a rule in words: `TCP 8080`, `UDP 53`, `TCP http`. */
export function trafficWords(
  traffic: NetworkRule['traffic'],
): readonly string[] {
  return traffic === 'any' ? ['any traffic'] : traffic.map(entryWords);
}

function entryWords(entry: TrafficMatcher): string {
  if ('icmp' in entry) return entry.icmp === 'echo' ? 'ping' : 'other ICMP';
  const protocol = entry.protocol === 'any' ? 'any protocol' : entry.protocol;
  const { ports } = entry;
  if (ports === 'all') return `${protocol} every port`;
  if ('name' in ports) return `${protocol} ${ports.name}`;
  return ports.first === ports.last
    ? `${protocol} ${ports.first}`
    : `${protocol} ${ports.first}-${ports.last}`;
}
