import { BackendVerdict, Verdict } from '../Verdict';
import { Outcome, Transport } from '../vocabulary';

/** What the connections to the replicas of one question are, counted. */
export interface TransportShare {
  /** What most of them are; the better protected one of a tie comes last. */
  readonly transport: Transport;
  readonly count: number;
  readonly total: number;
  /** The others, worst first, by name. */
  readonly outliers: readonly {
    readonly workload: string;
    readonly pods: readonly string[];
    readonly transport: Transport;
    readonly outcome: Outcome;
  }[];
}

/**
 * Replicas behind one answer, counted by what the connection to each of them
 * is: `mtls 3 of 4`. A replica is never rounded into the others. Undefined where
 * the answer is about a single one, or replicas are not known.
 */
export function transportShare({
  backends = [],
}: Verdict): TransportShare | undefined {
  const counts = new Map<Transport, number>();
  const places = new Map<string, BackendVerdict[]>();
  for (const backend of backends) {
    // Callers that differ tell of the same replica several times: the worst counts.
    const place = `${backend.workload} ${backend.pods.join(' ')}`;
    const seen = places.get(place);
    if (seen) seen.push(backend);
    else places.set(place, [backend]);
  }
  const replicas = [...places.values()].map(([worst]) => worst);
  for (const { transport, pods } of replicas) {
    counts.set(transport, (counts.get(transport) ?? 0) + pods.length);
  }
  const total = replicas.reduce((sum, { pods }) => sum + pods.length, 0);
  if (total < 2) return undefined;
  const most = Math.max(...counts.values());
  const [transport] = [...counts].find(([, count]) => count === most) ?? [
    'unknown' as const,
  ];
  return {
    transport,
    count: most,
    total,
    outliers: replicas
      .filter(replica => replica.transport !== transport)
      .map(({ workload, pods, transport: mode, outcome }) => ({
        workload,
        pods,
        transport: mode,
        outcome,
      })),
  };
}

/** `mtls 3 of 4`, with those that differ: `plaintext shop/Deployment/api api-3`. */
export function shareText(share: TransportShare): string {
  const { transport, count, total, outliers } = share;
  const others = outliers.map(
    o => `${o.transport} ${o.workload} ${o.pods.join(', ')}`,
  );
  return [`${transport} ${count} of ${total}`, ...others].join('; ');
}
