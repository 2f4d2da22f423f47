import { Direction } from '../../vocabulary';
import { Workload } from '../../snapshot/Workload';
import { Party } from '../Layer';
import { decideByTiers } from './decideByTiers';
import { Decision, decision, withCertainty } from './Decision';
import { decideHits, hitsOf, PacketAt } from './judgeView';
import { KubernetesPrograms } from './KubernetesPrograms';
import { PeerMatcher } from './NetworkRule';
import { PeerView } from './PeerView';
import { Program } from './Program';
import { Reading } from './Reading';

/** A plugin that follows the Kubernetes APIs, packet by packet. */
export class KubernetesReading implements Reading {
  constructor(private readonly programs: KubernetesPrograms) {}

  /** Nodes and outside addresses have no policy. */
  programOf(
    subject: Party,
    direction: Direction,
  ): { readonly program: Program } | { readonly exempt: Decision } {
    switch (subject.type) {
      case 'workload': {
        const program = this.programs.program(subject.workload, direction);
        if (!subject.workload.hostNetwork) return { program };
        return isBound(program)
          ? { program: onHostNetwork(program) }
          : { exempt: decision('allow', 'host-network') };
      }
      case 'node':
        return { exempt: decision('allow', 'host-network') };
      default:
        return { exempt: decision('allow', 'outside-cluster') };
    }
  }

  scopeOf(workload: Workload): object {
    return this.programs.ofNamespace(workload.namespace);
  }

  /**
   * Traffic from a pod's own node is always let in. ICMP is outside the API,
   * so plugins differ once a pod is isolated.
   */
  judge(program: Program, view: PeerView, packet: PacketAt): Decision {
    if (!program.onHostNetwork) return this.judgePod(program, view, packet);
    // A plugin that can tell the subject from its node can do so at both ends.
    const destinations = packet.destinations.map(pod => ({
      ...pod,
      hostNetwork: false,
    }));
    const answer = this.judgePod(program, view, { ...packet, destinations });
    return atNode(answer, program);
  }

  private judgePod(
    program: Program,
    view: PeerView,
    packet: PacketAt,
  ): Decision {
    if (program.direction === 'ingress' && view.local) {
      return decision('allow', 'own-node');
    }
    // Cilium's Envoy is known by identity; what another plugin sees is not.
    const seen = view.identities.has('ingress')
      ? { ...view, opaque: true as const }
      : view;
    const hits = hitsOf(program, seen, packet);
    const answer = decideHits(hits, program, decideByTiers);
    return packet.protocol === 'ICMP' && program.isolatedBy.length > 0
      ? withCertainty(answer, 'cni-dependent')
      : answer;
  }
}

/** Whether a NetworkPolicy selects the subject, or one that is not seen may. */
function isBound({ isolatedBy, gaps }: Program): boolean {
  return isolatedBy.length > 0 || gaps.some(({ tier }) => tier === 'policy');
}

const onNodes = new WeakMap<Program, Program>();

/** The policy API never binds pods in their node's network. */
function onHostNetwork(program: Program): Program {
  const known = onNodes.get(program);
  if (known) return known;
  const made: Program = {
    ...program,
    rules: program.rules
      .filter(({ tier }) => tier === 'policy')
      .map(rule => ({ ...rule, peers: rule.peers.map(withSeen) })),
    gaps: program.gaps.filter(({ tier }) => tier === 'policy'),
    onHostNetwork: true,
  };
  onNodes.set(program, made);
  return made;
}

function withSeen(peer: PeerMatcher): PeerMatcher {
  return peer.type === 'pods'
    ? { ...peer, workloads: peer.workloads.union(peer.onHostNetwork) }
    : peer;
}

/**
 * "Behaviour for hostNetwork pods is undefined, but limited to two": a plugin
 * treats them as other pods, or leaves them out as it does their node. Those that
 * are known do the latter.
 */
function atNode(answer: Decision, { isolatedBy }: Program): Decision {
  if (answer.outcome === 'allow') return decision('allow', 'host-network');
  return withCertainty(
    decision('allow', 'host-network', { considered: isolatedBy }),
    'cni-dependent',
  );
}
