import { CiliumPort, CiliumSection } from '../../../snapshot/ciliumPolicy';
import { PolicyPort } from '../../../snapshot/policyPorts';
import { NetworkRule, TrafficMatcher } from '../NetworkRule';

const protocols: Readonly<Record<string, PolicyPort['protocol'] | undefined>> =
  { TCP: 'TCP', UDP: 'UDP', SCTP: 'SCTP', ANY: 'any' };

/**
 * The traffic of a rule. Without ports and ICMP it is every IP protocol; a
 * list of ports without an element is none.
 */
export function compileTraffic(
  section: Pick<CiliumSection, 'toPorts' | 'icmps'>,
): NetworkRule['traffic'] {
  if (section.toPorts.length === 0 && section.icmps.length === 0) return 'any';
  return [
    ...section.icmps.map(
      (icmp): TrafficMatcher => ({
        icmp: isEcho(icmp.family, icmp.type) ? 'echo' : 'other',
        family: icmp.family === 'IPv4' ? 4 : 6,
      }),
    ),
    ...section.toPorts.flatMap(entry => entry.ports.flatMap(compilePort)),
  ];
}

function isEcho(family: 'IPv4' | 'IPv6', type: number | string): boolean {
  if (typeof type === 'string') return type === 'EchoRequest';
  return type === (family === 'IPv4' ? 8 : 128);
}

/** Protocols that are neither TCP, UDP nor SCTP are not asked about. */
function compilePort(entry: CiliumPort): readonly TrafficMatcher[] {
  const protocol = protocols[entry.protocol];
  if (!protocol || entry.port === undefined) return [];
  if (!/^\d+$/.test(entry.port)) {
    return [{ protocol, ports: { name: entry.port } }];
  }
  const first = Number(entry.port);
  if (first === 0) return [{ protocol, ports: 'all' }];
  return [{ protocol, ports: { first, last: entry.endPort ?? first } }];
}
