import {
  CiliumHttp,
  CiliumPort,
  CiliumPortRule,
  CiliumSection,
} from '../../../snapshot/ciliumPolicy';
import { CiliumProfile } from './CiliumProfile';
import type { Rejection } from './ciliumRejection';
import { compilePattern } from './httpPattern';

/** Where a `toPorts` element stands. */
export interface PortRulePlace {
  readonly section: CiliumSection;
  readonly onNodes: boolean;
  readonly clusterwide: boolean;
  readonly profile: CiliumProfile;
}

const extended = ['VRRP', 'IGMP'];
const known = ['TCP', 'UDP', 'SCTP', 'ANY', 'ICMP', 'ICMPV6', ...extended];

/** What the agent checks in one element of `toPorts`. */
export function portRuleRejection(
  entry: CiliumPortRule,
  place: PortRulePlace,
): Rejection | undefined {
  const { path } = entry;
  const reason =
    portsReason(entry.ports, place.profile) ??
    layer7Reason(entry, place) ??
    extrasReason(entry, place);
  return reason === undefined ? undefined : { path, reason };
}

function portsReason(
  ports: readonly CiliumPort[],
  profile: CiliumProfile,
): string | undefined {
  if (ports.length > 40) return 'too-many-ports';
  for (const { port, endPort, protocol } of ports) {
    if (!known.includes(protocol)) return 'unknown-protocol';
    if (extended.includes(protocol) && !profile.extendedProtocols) {
      return 'extended-protocols-off';
    }
    if (port === undefined && !profile.extendedProtocols) return 'no-port';
    const isNumber = port !== undefined && /^\d+$/.test(port);
    if (isNumber && Number(port) > 65535) return 'bad-port';
    const isName =
      port !== undefined && /^[a-z0-9-]*[a-z][a-z0-9-]*$/.test(port);
    if (port !== undefined && !isNumber && !isName) return 'bad-port';
    if (endPort !== undefined && isNumber && endPort < Number(port)) {
      return 'end-before-start';
    }
  }
  return undefined;
}

function layer7Reason(
  entry: CiliumPortRule,
  { section, onNodes, profile }: PortRulePlace,
): string | undefined {
  const kinds = [entry.http?.length, entry.dns?.length, entry.otherParser];
  const used = kinds.filter(Boolean).length;
  if (used === 0) return undefined;
  if (used > 1) return 'two-parsers';
  if (!profile.l7Proxy) return 'l7-proxy-off';
  if (section.verdict === 'deny') return 'l7-in-deny';
  if (entry.otherParser && profile.refusesKafka) return 'removed-parser';
  if (entry.ports.some(({ port }) => port === '0')) return 'l7-on-every-port';
  if (entry.http?.length) {
    if (onNodes) return 'http-on-nodes';
    if (entry.ports.some(({ protocol }) => protocol !== 'TCP')) {
      return 'http-needs-tcp';
    }
    if (entry.http.some(isUnreadable)) return 'bad-pattern';
  }
  if (entry.dns?.length) {
    if (section.direction === 'ingress') return 'dns-on-ingress';
    if (entry.ports.length === 0) return 'dns-without-port';
    if (entry.ports.some(port => port.endPort !== undefined)) {
      return 'dns-on-range';
    }
  }
  return undefined;
}

function isUnreadable(item: CiliumHttp): boolean {
  return [item.method, item.pathPattern, item.host].some(
    text => text !== undefined && compilePattern(text) === 'invalid',
  );
}

function extrasReason(
  entry: CiliumPortRule,
  { section, clusterwide }: PortRulePlace,
): string | undefined {
  const layer7 = Boolean(entry.http?.length || entry.dns?.length);
  if (entry.serverNames.includes('')) return 'empty-server-name';
  if (entry.serverNames.length > 0 && layer7 && !entry.terminatingTls) {
    return 'server-names-with-l7';
  }
  if (entry.listener) {
    if (section.direction === 'ingress') return 'listener-on-ingress';
    if (layer7) return 'listener-with-l7';
    if (clusterwide && entry.listener.kind === 'CiliumEnvoyConfig') {
      return 'listener-of-namespace';
    }
  }
  return undefined;
}
