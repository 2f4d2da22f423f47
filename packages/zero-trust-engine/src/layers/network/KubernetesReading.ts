import { Direction } from '../../vocabulary';
import { Workload } from '../../snapshot/Workload';
import { Party } from '../Layer';
import { decideByTiers } from './decideByTiers';
import { Decision, decision, withCertainty } from './Decision';
import { decideHits, hitsOf, PacketAt } from './judgeView';
import { KubernetesPrograms } from './KubernetesPrograms';
import { PeerView } from './PeerView';
import { Program } from './Program';
import { Reading } from './Reading';

/** A plugin that follows the Kubernetes APIs, packet by packet. */
export class KubernetesReading implements Reading {
  constructor(private readonly programs: KubernetesPrograms) {}

  /** Pods in the host's network, nodes and outside addresses have no policy. */
  programOf(subject: Party, direction: Direction) {
    switch (subject.type) {
      case 'workload':
        return subject.workload.hostNetwork
          ? { exempt: decision('allow', 'host-network') }
          : { program: this.programs.program(subject.workload, direction) };
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
