import { AddressRange } from '../../cidr';
import { WorkloadId } from '../../snapshot/Workload';
import { Identity } from './NetworkRule';

/**
 * One concrete peer as policy at the subject sees it. A party becomes several
 * views when its pods, addresses or distance to the subject differ.
 */
export interface PeerView {
  /** Set for pods, and for host-network pods (then `onHostNetwork`). */
  readonly workload?: WorkloadId;
  readonly onHostNetwork?: true;
  /** Name of the node, for a node and for pods in its network. */
  readonly node?: string;
  /** The subject runs on that node. */
  readonly local?: true;
  /** Its address, or a block of addresses that no rule tells apart. */
  readonly address?: AddressRange;
  readonly name?: string;
  /** Cilium identities; empty for a pod. */
  readonly identities: ReadonlySet<Identity>;
  /** Identities that it may have as well. */
  readonly possibly: ReadonlySet<Identity>;
  /** Nothing is known of it but that it exists. */
  readonly opaque?: true;
}

/** Identities of the cluster's own machinery: neither pods nor outside. */
const machinery: readonly Identity[] = [
  'ingress',
  'health',
  'init',
  'unmanaged',
];

/** What kind of thing policy takes it for. */
export function viewKind(
  view: PeerView,
): 'pod' | 'node' | 'outside' | 'machinery' {
  if (view.workload !== undefined && !view.onHostNetwork) return 'pod';
  const onNode =
    view.onHostNetwork ||
    view.node !== undefined ||
    view.identities.has('host') ||
    view.identities.has('remote-node');
  if (onNode) return 'node';
  return machinery.some(identity => view.identities.has(identity))
    ? 'machinery'
    : 'outside';
}
