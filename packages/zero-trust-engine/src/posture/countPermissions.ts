import { Permission } from '../evaluate/Permission';
import { IpSet } from '../sets/IpSet';
import { Outcome } from '../vocabulary';
import { PermissionCounts } from './Posture';

/** Best first: what a peer gets at most. */
const bestFirst = ['allow', 'conditional', 'unknown', 'deny'] as const;

/** Ranges that are no public address: private, shared, local, reserved. */
const notPublic = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
  '::/127',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
].reduce(
  (set, cidr) => set.union(IpSet.ofCidr(cidr) ?? IpSet.none),
  IpSet.none,
);

/**
 * Counts peers over the rows of one workload and direction.
 *
 * @param peers - keys of every other workload, whether it has a row or not
 */
export function countPermissions(
  rows: readonly Permission[],
  peers: readonly string[],
): PermissionCounts {
  const byPeer = new Map<string, Permission[]>();
  for (const row of rows) {
    if (row.peer.type !== 'workload') continue;
    const list = byPeer.get(row.peer.key);
    if (list) list.push(row);
    else byPeer.set(row.peer.key, [row]);
  }
  const workloads = { allow: 0, deny: 0, conditional: 0, unknown: 0 };
  let undeclared = 0;
  for (const peer of peers) {
    const own = byPeer.get(peer) ?? [];
    const outcome = bestOf(own.filter(countsFor));
    workloads[outcome] += 1;
    if (outcome === 'deny' && bestOf(own) !== 'deny') undeclared += 1;
  }
  return {
    workloads,
    undeclared,
    internet: bestOf(rows.filter(countsFor).filter(reachesInternet)),
    everyone: peers.length > 0 && workloads.allow === peers.length,
  };
}

function bestOf(rows: readonly Permission[]): Outcome {
  return (
    bestFirst.find(outcome => rows.some(row => row.outcome === outcome)) ??
    'deny'
  );
}

function countsFor({ declared, traffic }: Permission): boolean {
  return declared ?? traffic.protocol === 'TCP';
}

function reachesInternet({ peer }: Permission): boolean {
  if (peer.type === 'fqdn') return true;
  if (peer.type === 'reserved') return peer.peer === 'world';
  return (
    peer.type === 'addresses' &&
    peer.cidrs.some(
      cidr => !(IpSet.ofCidr(cidr) ?? IpSet.none).isSubsetOf(notPublic),
    )
  );
}
