/** Requests between two workloads in a window, as one side counted them. */
export interface ObservedTraffic {
  /** `unknown` where the caller could not be told. */
  readonly source: string;
  readonly destination: string;
  /** Who counted: only the receiving side knows whether a call was encrypted. */
  readonly reporter: 'source' | 'destination' | 'waypoint';
  readonly security: 'mutual_tls' | 'none' | 'unknown';
  /** Requests or connections in the window. */
  readonly count: number;
  /** Counted by ztunnel, which says `unknown` for plaintext. */
  readonly ztunnel?: true;
}

/** When traffic was looked at, and for how long. */
export interface ObservationWindow {
  /** ISO 8601. */
  readonly asOf: string;
  /** ISO 8601 duration, or as the source writes it. */
  readonly window: string;
}

/** What part of the traffic into a workload was encrypted. */
export interface ObservedMtls extends ObservationWindow {
  /** 0 to 100; null: there was no traffic, which is neither 0 nor 100. */
  readonly mtlsPercent: number | null;
  readonly plaintextPercent: number | null;
  /** Counted by the receiving side, which could not tell. */
  readonly unknownPercent: number | null;
  /** Who still sends plaintext: whom STRICT would lock out. */
  readonly plaintextCallers: readonly string[];
}

/**
 * The observed share of mutual TLS into a workload. A call is counted at both
 * ends; the caller's count is left out, since it knows nothing of security and
 * would count everything twice.
 *
 * @param from - one caller alone; absent: all of them
 */
export function observedMtls(
  traffic: readonly ObservedTraffic[],
  destination: string,
  at: ObservationWindow,
  from?: string,
): ObservedMtls {
  const received = traffic.filter(
    row =>
      row.reporter !== 'source' &&
      row.destination === destination &&
      (from === undefined || row.source === from) &&
      row.count > 0,
  );
  const total = sum(received);
  const share = (rows: readonly ObservedTraffic[]) =>
    total === 0 ? null : (100 * sum(rows)) / total;
  const plaintext = received.filter(isPlaintext);
  return {
    asOf: at.asOf,
    window: at.window,
    mtlsPercent: share(received.filter(r => r.security === 'mutual_tls')),
    plaintextPercent: share(plaintext),
    unknownPercent: share(
      received.filter(r => r.security !== 'mutual_tls' && !isPlaintext(r)),
    ),
    plaintextCallers: [...new Set(plaintext.map(row => row.source))].sort(),
  };
}

function isPlaintext({ security, ztunnel }: ObservedTraffic): boolean {
  return security === 'none' || (security === 'unknown' && ztunnel === true);
}

function sum(rows: readonly ObservedTraffic[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}
