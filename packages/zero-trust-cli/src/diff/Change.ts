import {
  Permission,
  PermissionPeer,
  PortRange,
  Protocol,
} from '@ztn/zero-trust-engine';

/** What holds of a connection on one side; absent: it is refused. */
export type Terms = Pick<Permission, 'outcome' | 'transport' | 'identity'> & {
  readonly http?: Permission['traffic']['http'];
};

/** Connections that one side has and the other has not, or has on other terms. */
export interface Change {
  readonly type: 'appears' | 'vanishes' | 'changes';
  /** `Workload.key`. */
  readonly workload: string;
  /** Seen from the workload. */
  readonly direction: 'ingress' | 'egress';
  readonly peer: PermissionPeer;
  readonly protocol: Protocol;
  readonly ports: readonly PortRange[];
  readonly before?: Terms;
  readonly after?: Terms;
  /** Ends that are in one of the two only. */
  readonly news: readonly string[];
}
