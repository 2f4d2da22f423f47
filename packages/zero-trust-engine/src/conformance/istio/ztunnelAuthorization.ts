import { inRange } from './envoyMatchers';
import { GoldenRequest } from './GoldenRequest';

/** ztunnel's StringMatch: one of the forms. */
interface StringMatch {
  readonly exact?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly presence?: object;
}

interface Address {
  /** Base64 of the bytes. */
  readonly address: string;
  readonly length: number;
}

interface ServiceAccountMatch {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** What one match of a rule may name; unknown keys are refused. */
export interface Match {
  readonly namespaces?: readonly StringMatch[];
  readonly notNamespaces?: readonly StringMatch[];
  readonly serviceAccounts?: readonly ServiceAccountMatch[];
  readonly notServiceAccounts?: readonly ServiceAccountMatch[];
  readonly principals?: readonly StringMatch[];
  readonly notPrincipals?: readonly StringMatch[];
  readonly sourceIps?: readonly Address[];
  readonly notSourceIps?: readonly Address[];
  readonly destinationIps?: readonly Address[];
  readonly notDestinationIps?: readonly Address[];
  readonly destinationPorts?: readonly number[];
  readonly notDestinationPorts?: readonly number[];
}

/** Ambient's `Authorization`: any group, in it every rule, in it any match. */
export interface Authorization {
  readonly name: string;
  readonly namespace?: string;
  /** ALLOW where absent. */
  readonly action?: 'DENY';
  readonly scope?: string;
  readonly groups?: readonly {
    readonly rules: readonly { readonly matches: readonly Match[] }[];
  }[];
}

/** "If there are any DENY ... if there are no ALLOW ... if any ALLOW ...". */
export function passesZtunnel(
  policies: readonly Authorization[],
  request: GoldenRequest,
): boolean {
  const matches = (policy: Authorization) =>
    (policy.groups ?? []).some(group =>
      group.rules.every(rule =>
        rule.matches.some(match => matchAll(match, request)),
      ),
    );
  const allows = policies.filter(policy => policy.action === undefined);
  if (policies.some(policy => policy.action === 'DENY' && matches(policy))) {
    return false;
  }
  return allows.length === 0 || allows.some(matches);
}

function matchAll(match: Match, request: GoldenRequest): boolean {
  const { identity } = request;
  const parts = /^[^/]+\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(identity ?? '');
  if (identity !== undefined && !parts) {
    throw new Error(`ztunnel accepts no such identity: '${identity}'`);
  }
  const text = (value: string | undefined) => (m: StringMatch) =>
    value !== undefined && matchText(m, value);
  const account = (m: ServiceAccountMatch) =>
    parts?.[1] === m.namespace && parts?.[2] === m.serviceAccount;
  const ip = (address: string) => (m: Address) => inAddress(m, address);
  const port = (m: number) => m === request.port;
  const {
    namespaces,
    notNamespaces,
    serviceAccounts,
    notServiceAccounts,
    principals,
    notPrincipals,
    sourceIps,
    notSourceIps,
    destinationIps,
    notDestinationIps,
    destinationPorts,
    notDestinationPorts,
    ...unknown
  } = match;
  if (Object.keys(unknown).length > 0) {
    throw new Error(`unknown match: ${JSON.stringify(unknown)}`);
  }
  // A match that names nothing never matches.
  if (Object.keys(match).length === 0) return false;
  const source = ip(request.sourceIp);
  const destination = ip(request.destinationIp);
  return (
    anyOf(namespaces, text(parts?.[1])) &&
    noneOf(notNamespaces, text(parts?.[1])) &&
    anyOf(serviceAccounts, account) &&
    noneOf(notServiceAccounts, account) &&
    anyOf(principals, text(identity)) &&
    noneOf(notPrincipals, text(identity)) &&
    anyOf(sourceIps, source) &&
    noneOf(notSourceIps, source) &&
    anyOf(destinationIps, destination) &&
    noneOf(notDestinationIps, destination) &&
    anyOf(destinationPorts, port) &&
    noneOf(notDestinationPorts, port)
  );
}

function anyOf<T>(
  list: readonly T[] | undefined,
  matches: (item: T) => boolean,
): boolean {
  return list === undefined || list.some(matches);
}

function noneOf<T>(
  list: readonly T[] | undefined,
  matches: (item: T) => boolean,
): boolean {
  return !(list ?? []).some(matches);
}

function matchText(match: StringMatch, text: string): boolean {
  if (match.exact !== undefined) return text === match.exact;
  if (match.prefix !== undefined) return text.startsWith(match.prefix);
  if (match.suffix !== undefined) return text.endsWith(match.suffix);
  if (match.presence) return text !== '';
  throw new Error(`not a string match: ${JSON.stringify(match)}`);
}

function inAddress({ address, length }: Address, ip: string): boolean {
  const bytes = Array.from(atob(address), char => char.charCodeAt(0));
  return inRange({ addressPrefix: bytes.join('.'), prefixLen: length }, ip);
}
