import { ContainerPort } from '../../snapshot/Workload';
import { MayPassPort } from '../Layer';
import { NetworkRule, TrafficMatcher } from './NetworkRule';

export const everyPort: MayPassPort = () => true;

/**
 * Whether a rule may cover some port of a range, whatever a name turns out to
 * mean at the pods of the destination.
 */
export function mayBeTraffic(
  traffic: NetworkRule['traffic'],
  protocol: Parameters<MayPassPort>[0],
  range: Parameters<MayPassPort>[1],
  declared: readonly ContainerPort[],
): boolean {
  const overlaps = (first: number, last: number) =>
    first <= range.last && range.first <= last;
  const mayBe = (entry: TrafficMatcher) => {
    if ('icmp' in entry) return false;
    if (entry.protocol !== 'any' && entry.protocol !== protocol) return false;
    const { ports } = entry;
    if (ports === 'all') return true;
    if ('first' in ports) return overlaps(ports.first, ports.last);
    return declared.some(
      ({ name, port }) => name === ports.name && overlaps(port, port),
    );
  };
  return traffic === 'any' || traffic.some(mayBe);
}
