import { Connection } from '../Connection';
import { Party } from '../layers/Layer';
import { Snapshot } from '../snapshot/Snapshot';
import { LayerVerdict } from '../Verdict';
import { Direction } from '../vocabulary';
import { edgeLabels } from './edgeLabels';

type Words = Readonly<Record<string, unknown>>;

const namespaceName = 'kubernetes.io/metadata.name';

/** A NetworkPolicy peer for one party; undefined where it has no word for it. */
export function kubernetesPeer(
  party: Party,
  snapshot: Snapshot,
): Words | undefined {
  switch (party.type) {
    case 'workload': {
      const { workload } = party;
      const labels = edgeLabels(snapshot, workload);
      if (workload.hostNetwork || !labels) return undefined;
      return {
        namespaceSelector: {
          matchLabels: { [namespaceName]: workload.namespace },
        },
        podSelector: { matchLabels: labels },
      };
    }
    case 'address':
      return { ipBlock: { cidr: blockOf(party.cidr) } };
    default:
      return undefined;
  }
}

/** Peer member of a Cilium rule for one party. */
export function ciliumPeer(
  party: Party,
  direction: Direction,
  snapshot: Snapshot,
): Words | undefined {
  const side = direction === 'ingress' ? 'from' : 'to';
  switch (party.type) {
    case 'workload': {
      const { workload } = party;
      const labels = edgeLabels(snapshot, workload);
      if (workload.hostNetwork || !labels) return undefined;
      return {
        [`${side}Endpoints`]: [
          {
            matchLabels: {
              'k8s:io.kubernetes.pod.namespace': workload.namespace,
              ...labels,
            },
          },
        ],
      };
    }
    case 'address':
      return { [`${side}CIDR`]: [blockOf(party.cidr)] };
    case 'reserved':
      return { [`${side}Entities`]: [party.peer] };
    case 'fqdn':
      return direction === 'egress'
        ? { toFQDNs: [{ matchName: party.name }] }
        : undefined;
    default:
      return undefined;
  }
}

/** Ports of a Cilium rule, with what of the request was refused before. */
export function ciliumPorts(
  { protocol, http, tls }: Connection,
  port: number | null,
  { because }: LayerVerdict,
): Words | undefined {
  if (protocol === 'ICMP') {
    return { icmps: [{ fields: [{ family: 'IPv4', type: 'EchoRequest' }] }] };
  }
  if (port === null) return undefined;
  const refused = (reason: string) => because.some(b => b.reason === reason);
  const ports = [{ port: String(port), protocol }];
  if (refused('l7-denied')) {
    // A plain rule for the port would lift the limit for every request.
    if (!http || http.method === undefined || http.path === undefined) {
      return undefined;
    }
    const item = { method: literal(http.method), path: literal(http.path) };
    return { toPorts: [{ ports, rules: { http: [item] } }] };
  }
  if (refused('sni-denied')) {
    if (tls?.sni === undefined) return undefined;
    return { toPorts: [{ ports, serverNames: [tls.sni] }] };
  }
  return { toPorts: [{ ports }] };
}

function blockOf(cidr: string): string {
  if (cidr.includes('/')) return cidr;
  return cidr.includes(':') ? `${cidr}/128` : `${cidr}/32`;
}

/** A regular expression that takes one text only. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
