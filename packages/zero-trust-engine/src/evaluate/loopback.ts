import { Caller, Target } from './Ends';
import { PairVerdict } from './judgePair';

/**
 * "A Pod cannot block access to itself" (Kubernetes, Network Policies): a pod
 * that calls its own address never leaves its network namespace. Through a
 * Service the packet does leave, and plugins differ in what they see coming
 * back. Undefined when the two ends are not the same single pod.
 */
export function loopback(
  caller: Caller,
  target: Target,
): PairVerdict | undefined {
  const { party } = caller;
  const samePod =
    party.type === 'workload' &&
    party.pod !== undefined &&
    target.party.type === 'workload' &&
    target.party.pod === party.pod &&
    target.pods.length === 1;
  if (!samePod) return undefined;
  const certainty = target.service ? 'cni-dependent' : 'spec';
  const verdict = {
    outcome: 'allow',
    certainty,
    because: [{ reason: 'same-pod' }],
  } as const;
  return {
    outcome: 'allow',
    transport: 'none',
    certainty,
    layers: [
      { layer: 'network', direction: 'egress', ...verdict },
      { layer: 'network', direction: 'ingress', ...verdict },
      { layer: 'transport', mode: 'none', ...verdict },
    ],
    path: {
      transport: 'none',
      verdict: { layer: 'transport', mode: 'none', ...verdict },
      segments: [],
      hops: [],
    },
  };
}
