import { Permission, PermissionPeer, PortRange } from '../evaluate/Permission';
import { Direction, Protocol } from '../vocabulary';

/** What holds of a connection on one side; absent: it is refused. */
export type PermissionTerms = Pick<
  Permission,
  'outcome' | 'transport' | 'identity'
> & {
  readonly http?: Permission['traffic']['http'];
};

/** Connections that one side has and the other has not, or has on other terms. */
export interface PermissionChange {
  readonly type: 'appears' | 'vanishes' | 'changes';
  /** `Workload.key`. */
  readonly workload: string;
  /** Seen from the workload. */
  readonly direction: Direction;
  readonly peer: PermissionPeer;
  readonly protocol: Protocol;
  readonly ports: readonly PortRange[];
  readonly before?: PermissionTerms;
  readonly after?: PermissionTerms;
}

/** A change between two clusters, in which workloads may come and go. */
export interface ClusterChange extends PermissionChange {
  /** Ends that are in one of the two only. */
  readonly news: readonly string[];
}
