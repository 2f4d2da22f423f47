import {
  Permission,
  PermissionPeer,
  PermissionTraffic,
} from '../evaluate/Permission';
import { IpSet } from '../sets/IpSet';
import { PortSet } from '../sets/PortSet';
import { Outcome, Protocol } from '../vocabulary';

/** A part of a permission that was less open before. */
export interface Widened {
  readonly peer: PermissionPeer;
  readonly protocol: Protocol;
  /** Empty for ICMP. */
  readonly ports: PortSet;
  /** Limits of HTTP, where the operations are those that are new. */
  readonly http: PermissionTraffic['http'];
  readonly before: Outcome;
  readonly after: Outcome;
}

/** A peer × ports region; addresses are sets, other peers are themselves. */
interface Region {
  readonly addresses?: IpSet;
  readonly ports: PortSet;
}

/**
 * What of some permissions is open and was not as open in others, of one
 * workload in one direction. Whatever neither lists is refused.
 */
export function openedBy(
  before: readonly Permission[],
  after: readonly Permission[],
): readonly Widened[] {
  return after
    .filter(({ outcome }) => outcome !== 'deny')
    .flatMap(row => {
      const rivals = before.filter(
        other =>
          other.traffic.protocol === row.traffic.protocol &&
          isSamePeer(other.peer, row.peer),
      );
      const left = rivals
        .filter(other => isAsOpen(other, row))
        .reduce<readonly Region[]>(
          (regions, other) =>
            regions.flatMap(region => subtract(region, regionOf(other))),
          [regionOf(row)],
        );
      return left.map(
        (region): Widened => ({
          peer: peerOf(row.peer, region),
          protocol: row.traffic.protocol,
          ports: region.ports,
          http: newRequests(row, rivals, region),
          before: outcomeIn(rivals, region),
          after: row.outcome,
        }),
      );
    });
}

const mostOpenLast: readonly Outcome[] = [
  'deny',
  'unknown',
  'conditional',
  'allow',
];

/** Whether one row lets everything pass that another does. */
function isAsOpen(wide: Permission, narrow: Permission): boolean {
  const rank = (row: Permission) => mostOpenLast.indexOf(row.outcome);
  return rank(wide) >= rank(narrow) && coversHttp(wide, narrow);
}

/** Operations are compared as texts: the same policy words give the same. */
function coversHttp(wide: Permission, narrow: Permission): boolean {
  const outer = wide.traffic.http;
  const inner = narrow.traffic.http;
  if (!outer) return true;
  const allows =
    outer.allow === 'any' ||
    (inner !== undefined &&
      inner.allow !== 'any' &&
      isSubset(inner.allow, outer.allow));
  return allows && isSubset(outer.except, inner?.except ?? []);
}

/** Operations of a row that none of the others in its region has. */
function newRequests(
  { traffic: { http } }: Permission,
  rivals: readonly Permission[],
  region: Region,
): PermissionTraffic['http'] {
  if (!http || http.allow === 'any') return http;
  const known = new Set(
    rivals
      .filter(row => meets(regionOf(row), region))
      .flatMap(({ traffic }) =>
        traffic.http && traffic.http.allow !== 'any' ? traffic.http.allow : [],
      )
      .map(operation => JSON.stringify(operation)),
  );
  return {
    ...http,
    allow: http.allow.filter(o => !known.has(JSON.stringify(o))),
  };
}

function isSubset(some: readonly unknown[], all: readonly unknown[]): boolean {
  const texts = new Set(all.map(item => JSON.stringify(item)));
  return some.every(item => texts.has(JSON.stringify(item)));
}

function isSamePeer(a: PermissionPeer, b: PermissionPeer): boolean {
  if (a.type === 'addresses') return b.type === 'addresses';
  return JSON.stringify(a) === JSON.stringify(b);
}

/** ICMP has no ports; one stands for it, so that regions have a size. */
const pseudoPort = PortSet.of(1);

function regionOf({ peer, traffic }: Permission): Region {
  const ports =
    traffic.protocol === 'ICMP' ? pseudoPort : PortSet.ofRanges(traffic.ports);
  return peer.type === 'addresses'
    ? { addresses: addressesOf(peer.cidrs), ports }
    : { ports };
}

function addressesOf(cidrs: readonly string[]): IpSet {
  return cidrs.reduce(
    (set, cidr) => set.union(IpSet.ofCidr(cidr) ?? IpSet.none),
    IpSet.none,
  );
}

/** A region without another: other addresses, and other ports of shared ones. */
function subtract(region: Region, other: Region): readonly Region[] {
  const ports = region.ports.subtract(other.ports);
  if (!region.addresses || !other.addresses) {
    return ports.isEmpty ? [] : [{ ...region, ports }];
  }
  const shared = region.addresses.intersect(other.addresses);
  const elsewhere = region.addresses.subtract(other.addresses);
  return [
    { addresses: elsewhere, ports: region.ports },
    { addresses: shared, ports },
  ].filter(r => !r.addresses.isEmpty && !r.ports.isEmpty);
}

function peerOf(peer: PermissionPeer, { addresses }: Region): PermissionPeer {
  return addresses ? { type: 'addresses', cidrs: addresses.toCidrs() } : peer;
}

/** The most open answer that a region had anywhere; refused where none was. */
function outcomeIn(rows: readonly Permission[], region: Region): Outcome {
  const outcomes = rows
    .filter(row => meets(regionOf(row), region))
    .map(({ outcome }) => outcome);
  return [...mostOpenLast].reverse().find(o => outcomes.includes(o)) ?? 'deny';
}

function meets(a: Region, b: Region): boolean {
  if (a.ports.intersect(b.ports).isEmpty) return false;
  return (
    !a.addresses || !b.addresses || !a.addresses.intersect(b.addresses).isEmpty
  );
}
