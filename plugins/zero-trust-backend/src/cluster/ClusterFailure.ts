/**
 * Why a cluster, or one kind of it, could not be read. Stable codes: they reach
 * the API as `reason`.
 */
export type FailureReason =
  | 'forbidden'
  | 'unauthorized'
  | 'not-found'
  | 'expired'
  | 'throttled'
  | 'server-error'
  | 'unexpected-answer'
  | 'credentials'
  | 'tls'
  | 'timeout'
  | 'refused'
  | 'dns'
  | 'connection-lost';

const connectionReasons: ReadonlySet<FailureReason> = new Set([
  'unauthorized',
  'credentials',
  'tls',
  'timeout',
  'refused',
  'dns',
  'connection-lost',
]);

/**
 * A request to a cluster that failed. The message is made here from codes and
 * never from headers, bodies or file contents, so no credential can be in it.
 */
export class ClusterFailure extends Error {
  readonly reason: FailureReason;
  /** From `Retry-After`, milliseconds. */
  readonly retryAfterMs?: number;

  constructor(reason: FailureReason, detail: string, retryAfterMs?: number) {
    super(detail);
    this.name = 'ClusterFailure';
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }

  /** The cluster as a whole did not answer; not a matter of one kind. */
  get ofConnection(): boolean {
    return connectionReasons.has(this.reason);
  }
}

const reasonOfStatus: Readonly<Record<number, FailureReason>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  410: 'expired',
  429: 'throttled',
};

/** The failure that an HTTP status, or the code of a `Status` object, means. */
export function failureOfStatus(
  status: number,
  retryAfter?: string,
): ClusterFailure {
  const reason =
    reasonOfStatus[status] ??
    (status >= 500 ? 'server-error' : 'unexpected-answer');
  const seconds = Number(retryAfter);
  return new ClusterFailure(
    reason,
    `HTTP ${status}`,
    Number.isFinite(seconds) && seconds > 0
      ? Math.min(seconds, 120) * 1_000
      : undefined,
  );
}

const reasonOfCode: Readonly<Record<string, FailureReason>> = {
  ECONNREFUSED: 'refused',
  ENETUNREACH: 'refused',
  EHOSTUNREACH: 'refused',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ETIMEDOUT: 'timeout',
  EPROTO: 'tls',
};

/** OpenSSL's verification errors as Node names them; not all start with ERR_. */
const tlsCode =
  /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_|ERR_OSSL_)/;

/** What Node's errors carry. Not tested with `instanceof`: realms may differ. */
interface NodeError {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly cause?: NodeError | null;
  /** Several addresses that failed give one error with many inside. */
  readonly errors?: readonly (NodeError | null)[];
}

/** Puts whatever a request threw into one of our reasons. */
export function toClusterFailure(error: unknown): ClusterFailure {
  if (error instanceof ClusterFailure) return error;
  const { name, cause, code, errors } = (error ?? {}) as NodeError;
  if (name === 'TimeoutError' || cause?.name === 'TimeoutError') {
    return new ClusterFailure('timeout', 'no answer in time');
  }
  const told = [code, errors?.[0]?.code].find(c => typeof c === 'string');
  const text = typeof told === 'string' ? told : '';
  if (tlsCode.test(text)) return new ClusterFailure('tls', text);
  return new ClusterFailure(
    reasonOfCode[text] ?? 'connection-lost',
    text || 'connection lost',
  );
}
