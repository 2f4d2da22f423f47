import { KubeError } from '../protocol/KubeError';

/** What goes wrong with a request. */
export type Fault =
  | { readonly type: 'delay'; readonly milliseconds: number }
  | {
      readonly type: 'status';
      readonly code: 429 | 500 | 503 | 504;
      /** Seconds, sent as Retry-After. */
      readonly retryAfter?: number;
    }
  | { readonly type: 'disconnect' };

/** Which requests a fault hits: a kind by its plural or name, or every request. */
export type FaultTarget = { readonly kind: string } | 'all';

const reasons = {
  429: [
    'TooManyRequests',
    'the server has received too many requests and has asked us to try again later',
  ],
  500: [
    'InternalError',
    'an error on the server has prevented the request from succeeding',
  ],
  503: [
    'ServiceUnavailable',
    'the server is currently unable to handle the request',
  ],
  504: [
    'Timeout',
    'the server was unable to return a response in the time allotted',
  ],
} as const;

/** The error that a status fault answers. */
export const errorOf = (
  fault: Extract<Fault, { type: 'status' }>,
): KubeError => {
  const [reason, message] = reasons[fault.code];
  return new KubeError({
    code: fault.code,
    reason,
    message,
    ...(fault.retryAfter !== undefined && {
      details: { retryAfterSeconds: fault.retryAfter },
      headers: { 'Retry-After': `${fault.retryAfter}` },
    }),
  });
};

/** Faults and prohibitions that are in force. */
export class Faults {
  private readonly active = new Set<{ target: FaultTarget; fault: Fault }>();
  private readonly forbidden = new Set<string>();

  /** Puts a fault in force; returns its undo. */
  inject(target: FaultTarget, fault: Fault): () => void {
    const entry = { target, fault };
    this.active.add(entry);
    return () => this.active.delete(entry);
  }

  /** Refuses a kind to a user with 403 whatever RBAC says; returns the undo. */
  forbid(kind: string, user: string): () => void {
    const key = `${user}\n${kind.toLowerCase()}`;
    this.forbidden.add(key);
    return () => this.forbidden.delete(key);
  }

  isForbidden(names: readonly string[], user: string): boolean {
    return names.some(name =>
      this.forbidden.has(`${user}\n${name.toLowerCase()}`),
    );
  }

  /** Faults for a request about something with these names, in order of injection. */
  of(names: readonly string[]): readonly Fault[] {
    return [...this.active]
      .filter(
        ({ target }) =>
          target === 'all' ||
          names.some(name => name.toLowerCase() === target.kind.toLowerCase()),
      )
      .map(({ fault }) => fault);
  }

  clear(): void {
    this.active.clear();
    this.forbidden.clear();
  }
}
