import { Field, HttpRequest, Protocol } from '@ztn/zero-trust-engine';
import { Question } from '../world/judgeQuestion';

/** A question of `ztn probe`, and the id under which it wants its answer. */
export interface ProbeQuestion {
  /** As it was given; absent where none was. */
  readonly id?: unknown;
  readonly question: Question;
}

const keys = [
  'id',
  'from',
  'to',
  'port',
  'protocol',
  'http',
  'tls',
  'requestClaims',
];
const httpKeys = ['method', 'path', 'host', 'headers'];
const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP', 'ICMP'];

/**
 * Reads one question. Throws an `Error` that names the field at fault; a key
 * that nobody knows is one, since the answer would not be about it.
 */
export function parseQuestion(value: unknown): ProbeQuestion {
  const root = new Field(value);
  onlyKnown(root, keys);
  const protocol = root.at('protocol').oneOfOr<Protocol>(protocols, 'TCP');
  const http = root.at('http');
  const sni = root.in('tls', 'sni').optionalString();
  const claims = root.at('requestClaims');
  if (root.at('tls').present) onlyKnown(root.at('tls'), ['sni']);
  return {
    ...(root.at('id').value === undefined ? {} : { id: root.at('id').value }),
    question: {
      from: root.at('from').string(),
      to: root.at('to').string(),
      protocol,
      port: portOf(root.at('port'), protocol),
      // Null says that it is no HTTP; left out says that it is not known.
      ...(http.value === null ? { http: null } : {}),
      ...(http.present ? { http: httpOf(http) } : {}),
      ...(sni === undefined ? {} : { tls: { sni } }),
      ...(claims.present
        ? {
            requestClaims: Object.fromEntries(
              claims.entries().map(([key, field]) => [key, field.value]),
            ),
          }
        : {}),
    },
  };
}

function portOf(port: Field, protocol: Protocol): number | null {
  if (protocol !== 'ICMP') return port.port();
  return port.present ? port.fail('no port with ICMP') : null;
}

function httpOf(http: Field): HttpRequest {
  onlyKnown(http, httpKeys);
  const text = (key: 'method' | 'path' | 'host') => {
    const found = http.at(key).optionalString();
    return found === undefined ? {} : { [key]: found };
  };
  const headers = http.at('headers');
  return {
    ...text('method'),
    ...text('path'),
    ...text('host'),
    ...(headers.present ? { headers: headers.stringMap() } : {}),
  };
}

function onlyKnown(field: Field, known: readonly string[]): void {
  for (const [key, member] of field.entries()) {
    if (!known.includes(key)) member.fail(`one of ${known.join(', ')}`);
  }
}
