import { Snapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';
import { Protocol } from '../../vocabulary';
import { EncryptionProfile, encryptionProfile } from './encryptionProfile';
import { isEnrolled } from './nodeEncryptionOf';
import { nodeKeys } from './nodeKeys';

/**
 * What happens to packets between two workloads below the mesh. `local` never
 * leaves the node and is not encrypted; `ztunnel` is mutual TLS of Cilium's own.
 */
export type EncryptionBetween =
  | 'encrypted'
  | 'local'
  | 'partial'
  | 'ztunnel'
  | 'plaintext'
  | 'unknown';

/** Over all pods of both: where they differ it is `partial`. */
export function encryptionBetween(
  snapshot: Snapshot,
  ends: readonly [Workload, Workload],
  protocol: Protocol,
): EncryptionBetween {
  const profile = encryptionProfile(snapshot);
  if (profile.doubt) return 'unknown';
  const isZtunnel =
    profile.by.includes('ztunnel') &&
    protocol === 'TCP' &&
    ends.every(
      ({ namespace, hostNetwork }) =>
        !hostNetwork && isEnrolled(snapshot, namespace),
    );
  if (isZtunnel) return 'ztunnel';
  const kind = (['wireguard', 'ipsec'] as const).find(k =>
    profile.by.includes(k),
  );
  if (!kind) return 'plaintext';
  const pairs = nodePairs(ends);
  if (pairs.length === 0) return 'unknown';
  const keys = nodeKeys(snapshot, kind);
  const answers = new Set(
    pairs.map(pair => {
      if (pair[0] === pair[1]) return 'local';
      if (isLeftOut(pair, ends, profile)) return 'plaintext';
      if (!keys) return 'unknown';
      return pair.every(node => keys.ready.has(node))
        ? 'encrypted'
        : 'plaintext';
    }),
  );
  if (answers.has('unknown')) return 'unknown';
  return answers.size === 1 ? [...answers][0] : 'partial';
}

/** Pods in the network of a node are the node, which only WireGuard may cover. */
function isLeftOut(
  pair: readonly string[],
  ends: readonly Workload[],
  { by, coversNodes, optedOut }: EncryptionProfile,
): boolean {
  if (!ends.some(({ hostNetwork }) => hostNetwork)) return false;
  return (
    !by.includes('wireguard') ||
    !coversNodes ||
    pair.some(node => optedOut.has(node))
  );
}

/** Nodes of every pod of the one with those of the other, where known. */
function nodePairs([a, b]: readonly [Workload, Workload]): readonly (readonly [
  string,
  string,
])[] {
  const nodesOf = ({ pods }: Workload) => [
    ...new Set(pods.flatMap(({ node }) => node ?? [])),
  ];
  return nodesOf(a).flatMap(from => nodesOf(b).map(to => [from, to] as const));
}
