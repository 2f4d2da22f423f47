import { Protocol } from '@ztn/zero-trust-engine';
import { UsageError } from '../UsageError';

const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP', 'ICMP'];

/** A port of a protocol; ICMP has none. */
export interface Port {
  readonly protocol: Protocol;
  readonly port: number | null;
}

/** Reads `8080`, `53/UDP`, or `ICMP`. */
export function parsePort(text: string): Port {
  if (text.toUpperCase() === 'ICMP') return { protocol: 'ICMP', port: null };
  const [, digits, name] = /^(\d{1,5})(?:\/([A-Za-z]+))?$/.exec(text) ?? [];
  const port = Number(digits);
  const protocol = protocols.find(p => p === (name ?? 'TCP').toUpperCase());
  if (port >= 1 && port <= 65535 && protocol && protocol !== 'ICMP') {
    return { protocol, port };
  }
  throw new UsageError(
    `'${text}' is no port: a number from 1 to 65535, with /UDP or /SCTP behind it, or ICMP`,
  );
}
