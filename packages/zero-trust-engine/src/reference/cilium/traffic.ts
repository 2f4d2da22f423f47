import { addressBits } from '../addressBits';
import { NaiveEnd } from '../NaiveFlow';
import { declaredPorts } from '../networkPolicies';
import { CiliumSectionManifest, PortRuleManifest } from './ciliumManifests';
import { namesTraffic } from './peers';

/** One packet that opens a connection; a ping has no port. */
export interface CiliumFlow {
  readonly from: NaiveEnd;
  readonly to: NaiveEnd;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP' | 'ICMP';
  readonly port: number | null;
}

/** What a section does with a packet of a peer that it means. */
export type TrafficAnswer =
  | false
  /** It lets the packet pass, or denies it. */
  | 'plain'
  /** An HTTP rule stands in the way, and what is asked about is no HTTP. */
  | 'http'
  /** Which names are looked up decides. */
  | 'dns';

/** Without ports and ICMP it is all traffic. */
export function coversTraffic(
  section: CiliumSectionManifest,
  flow: CiliumFlow,
  restrictsHttp: boolean,
): readonly Exclude<TrafficAnswer, false>[] {
  if (!namesTraffic(section)) return ['plain'];
  const pings = (section.icmps ?? []).some(({ fields }) =>
    fields.some(({ family = 'IPv4', type }) => isPing(family, type, flow)),
  );
  return [
    ...(pings ? ['plain' as const] : []),
    ...(section.toPorts ?? []).flatMap(entry => {
      if (!hasPort(entry, flow)) return [];
      const { http = [], dns = [] } = entry.rules ?? {};
      if (http.length > 0 && restrictsHttp) return ['http' as const];
      const isEvery = dns.some(({ matchPattern }) => matchPattern === '*');
      return dns.length > 0 && !isEvery ? ['dns' as const] : ['plain' as const];
    }),
  ];
}

/** The families of ICMP are different protocols. */
function isPing(
  family: 'IPv4' | 'IPv6',
  type: number | string,
  { protocol, to }: CiliumFlow,
): boolean {
  if (protocol !== 'ICMP') return false;
  const own = addressBits(to.address).length === 32 ? 'IPv4' : 'IPv6';
  const echo = family === 'IPv4' ? 8 : 128;
  return family === own && (type === 'EchoRequest' || type === echo);
}

function hasPort({ ports }: PortRuleManifest, flow: CiliumFlow): boolean {
  const { port: asked, to } = flow;
  return ports.some(({ port, endPort, protocol = 'ANY' }) => {
    // Any of the three that have ports; a ping has none.
    if (flow.protocol === 'ICMP' || asked === null) return false;
    if (protocol !== 'ANY' && protocol !== flow.protocol) return false;
    if (port === '0') return true;
    const first = Number(port);
    if (!Number.isNaN(first)) {
      return first <= asked && asked <= (endPort ?? first);
    }
    // What is in a node's network is no endpoint: nobody knows its names.
    if (to.type !== 'pod' || to.pod.spec.hostNetwork) return false;
    return declaredPorts(to).some(
      declared =>
        declared.name === port &&
        declared.containerPort === asked &&
        (declared.protocol ?? 'TCP') === flow.protocol,
    );
  });
}
