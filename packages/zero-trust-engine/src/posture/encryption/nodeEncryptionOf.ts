import { Snapshot } from '../../snapshot/Snapshot';
import { Workload } from '../../snapshot/Workload';
import { EncryptionProfile, encryptionProfile } from './encryptionProfile';
import { NodeEncryption, NodeEncryptionKind } from './NodeEncryption';
import { nodeKeys } from './nodeKeys';

/** Labels a namespace whose pods go through Cilium's ztunnel. */
export const enrolLabel = 'io.cilium/mtls-enabled';

/** What encrypts a workload's packets on the way to other nodes, if anything. */
export function nodeEncryptionOf(
  snapshot: Snapshot,
  workload: Workload,
): NodeEncryption {
  const profile = encryptionProfile(snapshot);
  const { by, source, doubt } = profile;
  if (doubt) return { state: 'unknown', by, source, reason: doubt };
  const answers = by.map(kind => answerOf(kind, profile, snapshot, workload));
  const best = bestFirst.flatMap(state =>
    answers.filter(answer => answer.state === state),
  );
  return { ...(best[0] ?? { state: 'off' }), by, source };
}

type Answer = Pick<NodeEncryption, 'state' | 'reason' | 'nodes'>;

/** Several at once add up: what one does not encrypt another may. */
const bestFirst = ['on', 'unknown', 'partial', 'off'] as const;

function answerOf(
  kind: NodeEncryptionKind,
  { coversNodes }: EncryptionProfile,
  snapshot: Snapshot,
  { namespace, hostNetwork }: Workload,
): Answer {
  if (kind === 'ztunnel') {
    if (hostNetwork) return { state: 'off', reason: 'host-network' };
    return isEnrolled(snapshot, namespace)
      ? { state: 'on' }
      : { state: 'off', reason: 'namespace-not-enrolled' };
  }
  if (hostNetwork && !(kind === 'wireguard' && coversNodes)) {
    return { state: 'off', reason: 'host-network' };
  }
  const keys = nodeKeys(snapshot, kind);
  if (!keys) return { state: 'unknown', reason: 'nodes-not-read' };
  const nodes = { ready: keys.ready.size, total: keys.names.length };
  if (nodes.ready === nodes.total) return { state: 'on', nodes };
  return {
    state: nodes.ready === 0 ? 'off' : 'partial',
    reason: 'nodes-without-key',
    nodes,
  };
}

/** A namespace takes part in Cilium's ztunnel by a label. */
export function isEnrolled(
  { namespaces }: Snapshot,
  namespace: string,
): boolean {
  return namespaces.get(namespace)?.labels[enrolLabel] === 'true';
}
