import {
  Endpoint,
  IpSet,
  ReservedPeer,
  parseWorkloadRef,
} from '@ztn/zero-trust-engine';
import { UsageError } from '../UsageError';

/** A reference as people write it, before a cluster is asked. */
export interface Ref {
  /** The cluster in front of it; absent when none is named. */
  readonly cluster?: string;
  readonly endpoint: Endpoint;
}

/** Peers that are no workloads, under the names that the contract gives them. */
const reserved: readonly ReservedPeer[] = [
  'world',
  'host',
  'remote-node',
  'kube-apiserver',
  'ingress',
];

/** What a reference may be, for help and for errors. */
export const refForms = [
  'namespace/Kind/name',
  'namespace/Service/name',
  'fqdn:name',
  'an address or a CIDR',
  'spiffe://trust-domain/ns/namespace/sa/account',
  reserved.join(', '),
] as const;

/**
 * Reads one REF. Names of clusters may hold colons and slashes themselves, as
 * contexts of cloud providers do, so those that exist are tried first.
 */
export function parseRef(text: string, clusters: readonly string[]): Ref {
  const endpoint = parseEnd(text);
  if (endpoint) return { endpoint };
  const known = clusters.filter(name => text.startsWith(`${name}:`));
  const upToColon = /^[^/:]+(?=:)/.exec(text) ?? [];
  for (const cluster of [...known, ...upToColon]) {
    const rest = parseEnd(text.slice(cluster.length + 1));
    if (rest) return { cluster, endpoint: rest };
  }
  throw new UsageError(
    `'${text}' is no reference; a reference is ${refForms.join('; or ')}; ` +
      `with several clusters with 'cluster:' in front`,
  );
}

function parseEnd(text: string): Endpoint | undefined {
  const peer = reserved.find(candidate => candidate === text);
  if (peer) return { type: 'reserved', peer };
  const principal = /^(?:spiffe:\/\/)?([^/:]+\/ns\/[^/]+\/sa\/[^/]+)$/.exec(
    text,
  )?.[1];
  if (principal !== undefined) return { type: 'principal', principal };
  const name = /^fqdn:([A-Za-z0-9*._-]+)$/.exec(text)?.[1];
  if (name !== undefined) return { type: 'fqdn', name };
  if (IpSet.ofCidr(text)) return { type: 'address', address: text };
  const ref = text.includes(':') ? undefined : parseWorkloadRef(text);
  if (!ref) return undefined;
  return ref.kind === 'Service'
    ? { type: 'service', namespace: ref.namespace, name: ref.name }
    : { type: 'workload', ref };
}
