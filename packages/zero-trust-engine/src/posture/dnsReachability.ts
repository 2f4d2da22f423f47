import { Endpoint } from '../Connection';
import { Engine } from '../evaluate/Engine';
import { Snapshot } from '../snapshot/Snapshot';
import { Workload } from '../snapshot/Workload';
import { Outcome } from '../vocabulary';
import { clusterDns } from './clusterDns';

/**
 * Whether a workload can look names up. `partial`: short answers come over UDP,
 * long ones over TCP are refused, or one of two resolvers is.
 */
export interface DnsReachability {
  readonly state: 'yes' | 'no' | 'partial' | 'unknown';
  /** The resolvers that were asked about, with the answer for each protocol. */
  readonly resolvers: readonly {
    /** `Service kube-system/kube-dns`, or the address of the node's cache. */
    readonly resolver: string;
    readonly udp: Outcome;
    readonly tcp: Outcome;
  }[];
}

/** Where NodeLocal DNSCache listens unless it is told otherwise. */
const nodeLocalAddress = '169.254.20.10';

/**
 * Asks the engine about the cluster's DNS, on the port that the pods behind it
 * listen on, and about the cache on each node where one runs: which of the two
 * a pod uses is in its resolver's configuration, which no object shows.
 */
export function dnsReachability(
  engine: Engine,
  workload: Workload,
): DnsReachability {
  const dns = clusterDns(engine.snapshot);
  if (!dns) return { state: 'unknown', resolvers: [] };
  const { namespace, name, port } = dns;
  const targets: readonly { resolver: string; to: Endpoint }[] = [
    {
      resolver: `Service ${namespace}/${name}`,
      to: { type: 'service', namespace, name },
    },
    ...(hasNodeLocalCache(engine.snapshot)
      ? [
          {
            resolver: nodeLocalAddress,
            to: { type: 'address', address: nodeLocalAddress } as const,
          },
        ]
      : []),
  ];
  const ask = (to: Endpoint, protocol: 'UDP' | 'TCP') =>
    engine.judge({
      from: { type: 'workload', ref: workload.ref },
      to,
      protocol,
      port,
    }).outcome;
  const resolvers = targets.map(({ resolver, to }) => ({
    resolver,
    udp: ask(to, 'UDP'),
    tcp: ask(to, 'TCP'),
  }));
  return {
    state: stateOf(resolvers.flatMap(({ udp, tcp }) => [udp, tcp])),
    resolvers,
  };
}

/** Rules on single names are a matter of the name, and reach the resolver. */
function stateOf(outcomes: readonly Outcome[]): DnsReachability['state'] {
  const reaches = (outcome: Outcome) =>
    outcome === 'allow' || outcome === 'conditional';
  if (outcomes.every(reaches)) return 'yes';
  if (outcomes.every(outcome => outcome === 'deny')) return 'no';
  return outcomes.includes('unknown') ? 'unknown' : 'partial';
}

function hasNodeLocalCache({ workloads }: Snapshot): boolean {
  return workloads.some(
    ({ namespace, labels, ref }) =>
      namespace === 'kube-system' &&
      (labels['k8s-app'] === 'node-local-dns' || ref.name === 'node-local-dns'),
  );
}
