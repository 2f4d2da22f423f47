import { Direction } from '../../../vocabulary';
import { Party } from '../../Layer';
import { podsOf } from '../../podsOf';
import { Decision, decision, withCertainty } from '../Decision';
import { decideHits, hitsOf, PacketAt } from '../judgeView';
import { PeerView } from '../PeerView';
import { CiliumProgram, Program } from '../Program';
import { Reading } from '../Reading';
import { CiliumProfile } from './CiliumProfile';
import { CiliumPrograms } from './CiliumPrograms';
import { decideByLevels } from './decideByLevels';

/** No program of Cilium's lacks this; the Kubernetes programs do. */
const open: CiliumProgram = {
  enforced: false,
  defaultDeny: false,
  byMode: false,
  allowLocalhost: false,
  audit: false,
  refused: [],
};

/** Cilium, as its agents are configured. */
export class CiliumReading implements Reading {
  constructor(
    private readonly programs: CiliumPrograms,
    private readonly profile: CiliumProfile,
  ) {}

  /**
   * Endpoints are governed by endpoint rules; nodes, and pods in their
   * network, by host rules where the host firewall is on.
   */
  programOf(
    subject: Party,
    direction: Direction,
  ): { readonly program: Program } | { readonly exempt: Decision } {
    switch (subject.type) {
      case 'workload': {
        const { workload } = subject;
        if (!workload.hostNetwork) {
          const endpoint = { type: 'endpoint' as const, workload };
          return { program: this.programs.program(endpoint, direction) };
        }
        const names = podsOf(subject).map(pod => pod.node);
        return this.onNodes([...new Set(names)], direction);
      }
      case 'node':
        return this.onNodes([subject.node.name], direction);
      case 'reserved':
        if (subject.peer !== 'ingress') break;
        return {
          program: this.programs.program(
            { type: 'identity', identity: subject.peer },
            direction,
          ),
        };
      default:
        break;
    }
    return { exempt: decision('allow', 'outside-cluster') };
  }

  scopeOf(): object {
    return this.programs;
  }

  /** Pods in their node's network are no endpoints: nobody knows their ports. */
  judge(program: Program, view: PeerView, asked: PacketAt): Decision {
    const destinations = asked.destinations.filter(pod => !pod.hostNetwork);
    const packet = { ...asked, destinations };
    const question = { view, packet, profile: this.profile };
    const answer = decideHits(
      hitsOf(program, view, packet),
      program,
      (matched, read) =>
        decideByLevels(matched, read, read.cilium ?? open, question),
    );
    return this.withRefused(answer, program);
  }

  /** Several nodes under different host rules have no one answer. */
  private onNodes(
    names: readonly (string | undefined)[],
    direction: Direction,
  ): { readonly program: Program } | { readonly exempt: Decision } {
    const programs = names.flatMap(name =>
      name === undefined
        ? []
        : [this.programs.program({ type: 'node', name }, direction)],
    );
    if (!this.profile.hostFirewall) {
      const considered = [...new Set(programs.flatMap(p => p.policies))];
      return {
        exempt:
          considered.length > 0
            ? decision('allow', 'host-firewall-off', { considered })
            : decision('allow', 'host-network'),
      };
    }
    const texts = new Set(programs.map(p => p.policies.join()));
    const known = programs.length === names.length && texts.size === 1;
    return known
      ? { program: programs[0] }
      : { exempt: decision('unknown', 'not-readable') };
  }

  /** Objects that the agent probably refused are told beside the answer. */
  private withRefused(answer: Decision, program: Program): Decision {
    const refused = program.cilium?.refused ?? [];
    if (refused.length === 0) return answer;
    return {
      ...withCertainty(answer, 'probable'),
      because: [
        ...answer.because,
        { reason: 'invalid-policy-ignored', considered: refused },
      ],
    };
  }
}
