import { Direction } from '../../vocabulary';
import { Doubt } from './Decision';
import { NetworkRule } from './NetworkRule';

/**
 * Everything that governs one subject in one direction, in order. Subjects
 * that the same policies select share one program.
 */
export interface Program {
  readonly direction: Direction;
  /** In order: tier, priority, policy, position. */
  readonly rules: readonly NetworkRule[];
  /** Policies that isolate the subject here, `Kind namespace/name`. */
  readonly isolatedBy: readonly string[];
  /** Every policy that selects the subject here. */
  readonly policies: readonly string[];
  /** Why unread objects could change the answer, by the tier they are in. */
  readonly gaps: readonly ProgramGap[];
  /**
   * The subject is in its node's network: whether a plugin can tell it from the
   * node, and then enforces this, is left to the plugin.
   */
  readonly onHostNetwork?: true;
  /** Present when Cilium evaluates it. */
  readonly cilium?: CiliumProgram;
}

/** Policies that exist or may exist and could not be read. */
export interface ProgramGap {
  readonly tier: 'admin' | 'policy' | 'baseline';
  /** `list networkpolicies` or `NetworkPolicy shop/odd`. */
  readonly what: string;
}

/** What Cilium settles per subject and direction. */
export interface CiliumProgram {
  readonly enforced: boolean;
  /** Why it is not enforced, when it is not. */
  readonly notEnforced?: 'no-policy' | 'mode-never' | 'host-firewall-off';
  readonly defaultDeny: boolean;
  /** Enforced without any policy. */
  readonly byMode: boolean;
  /** The local node may always connect: kubelet's probes. */
  readonly allowLocalhost: boolean;
  /** Policy is evaluated and logged, and nothing is dropped. */
  readonly audit: boolean;
  /** Objects that select the subject and that the agent probably refuses. */
  readonly refused: readonly string[];
}

/** Doubts in the order in which they are resolved. */
export const doubts = [
  'address',
  'cni',
  'undefined',
  'gap',
] as const satisfies readonly Doubt[];
