import {
  MeshStage,
  NetworkStage,
} from '@ztn/backstage-plugin-zero-trust-common';
import { FleetWorkload } from '../compliance/Fleet';

/** The least first: a namespace is as far as the least of its workloads. */
export const leastMeshFirst: readonly MeshStage[] = [
  'not-in-mesh',
  'unknown',
  'open',
  'permissive',
  'ready',
  'bypassed',
  'strict',
  'no-ports',
];

export const leastNetworkFirst: readonly NetworkStage[] = [
  'no-policy',
  'unknown',
  'ingress-only',
  'egress-only',
  'default-deny',
];

/**
 * The stage that the controls prove. An exception moves nobody: what counts is
 * what a control says without it. A control that is switched off proves nothing.
 */
export function meshStageOf(workload: FleetWorkload): MeshStage {
  const enrolled = stateOf(workload, 'mesh-enforced');
  if (enrolled === 'fail' || enrolled === 'partial') return 'not-in-mesh';
  if (enrolled !== 'pass') return 'unknown';
  switch (stateOf(workload, 'strict-mtls')) {
    case 'pass':
      return 'strict';
    case 'not-applicable':
      return 'no-ports';
    case 'fail':
    case 'partial':
      return 'open';
    default:
      return 'unknown';
  }
}

export function networkStageOf(workload: FleetWorkload): NetworkStage {
  const [ingress, egress] = ['default-deny-ingress', 'default-deny-egress'].map(
    control => {
      const state = stateOf(workload, control);
      // Partial: closed, and without DNS.
      if (state === 'pass' || state === 'partial') return true;
      return state === 'fail' ? false : undefined;
    },
  );
  if (ingress === undefined || egress === undefined) return 'unknown';
  if (ingress && egress) return 'default-deny';
  if (ingress) return 'ingress-only';
  return egress ? 'egress-only' : 'no-policy';
}

function stateOf({ results }: FleetWorkload, control: string) {
  return results.find(({ result }) => result.control === control)?.result.state;
}

/** The least of some stages; the last of all for none. */
export function least<T extends string>(
  order: readonly T[],
  stages: Iterable<T>,
): T {
  const present = new Set(stages);
  return order.find(stage => present.has(stage)) ?? order[order.length - 1];
}
