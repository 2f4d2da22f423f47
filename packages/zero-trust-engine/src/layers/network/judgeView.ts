import { AddressFamily } from '../../cidr';
import { Protocol } from '../../vocabulary';
import { HttpRequest } from '../../Connection';
import { PodShape } from '../../snapshot/Workload';
import { Decision, Doubt, fromReadings } from './Decision';
import { anyOf, both, matchPeer } from './matchPeer';
import { matchTraffic } from './matchTraffic';
import { NetworkRule } from './NetworkRule';
import { PeerView } from './PeerView';
import { doubts, Program } from './Program';

/** What one end is asked about one view of its peer. */
export interface PacketAt {
  readonly protocol: Protocol;
  readonly port: number | null;
  /** Pods where named ports resolve; empty when the destination is no pod. */
  readonly destinations: readonly PodShape[];
  /** Of the addresses at both ends; only a ping is told apart by it. */
  readonly family?: AddressFamily;
  readonly http?: HttpRequest | null;
  readonly sni?: string;
  readonly encryptedByMesh: boolean;
}

/** A rule that matches, or may. */
export interface Hit {
  readonly rule: NetworkRule;
  readonly match: true | Doubt;
}

/** Turns the rules that surely match into an answer: one per dialect. */
export type Decide = (
  matched: readonly NetworkRule[],
  program: Program,
) => Decision;

/** Rules of a program that match a view and a packet, in order. */
export function hitsOf(
  program: Program,
  view: PeerView,
  packet: PacketAt,
): readonly Hit[] {
  return program.rules.flatMap((rule): readonly Hit[] => {
    const traffic = matchTraffic(
      rule.traffic,
      packet.protocol,
      packet.port,
      packet.destinations,
      packet.family,
    );
    if (traffic === false) return [];
    const peer = anyOf(rule.peers.map(matcher => matchPeer(matcher, view)));
    const match = both(traffic, peer);
    return match === false ? [] : [{ rule, match }];
  });
}

/**
 * The answer for some hits. Doubtful ones are read as matching and as not
 * matching, as the strictest and as the most open combination: where all
 * readings agree the doubt does not matter.
 */
export function decideHits(
  hits: readonly Hit[],
  program: Program,
  decide: Decide,
): Decision {
  if (program.gaps.length === 0 && hits.every(hit => hit.match === true)) {
    return decide(
      hits.map(hit => hit.rule),
      program,
    );
  }
  const present = doubts.filter(d => hits.some(hit => hit.match === d));
  const kept = (keep: (hit: Hit) => boolean) =>
    hits.filter(hit => hit.match === true || keep(hit)).map(hit => hit.rule);
  const choices =
    present.length === 0
      ? [kept(() => true)]
      : [
          kept(() => false),
          kept(() => true),
          kept(hit => hit.rule.action !== 'allow'),
          kept(hit => hit.rule.action !== 'deny'),
        ];
  const readings = choices.flatMap(matched =>
    withGaps(matched, program).map(alternative =>
      decide(alternative.matched, alternative.program),
    ),
  );
  const causes: readonly Doubt[] =
    program.gaps.length > 0 ? [...present, 'gap'] : present;
  return fromReadings(readings, causes);
}

/** The program as it is, and as policies that could not be read may make it. */
function withGaps(
  matched: readonly NetworkRule[],
  program: Program,
): readonly { matched: readonly NetworkRule[]; program: Program }[] {
  return [
    { matched, program },
    ...program.gaps.flatMap(gap => {
      const rule = (action: 'allow' | 'deny'): NetworkRule => ({
        policy: gap.what,
        path: '',
        kind: gap.tier === 'policy' ? 'NetworkPolicy' : 'ClusterNetworkPolicy',
        tier: gap.tier,
        priority: -1,
        action,
        peers: [],
        traffic: [],
        conditions: [],
      });
      if (gap.tier !== 'policy') {
        // It closes nothing by default, but Cilium looks at rules for its sake.
        const looked: Program = program.cilium
          ? { ...program, cilium: { ...program.cilium, enforced: true } }
          : program;
        return [
          { matched: [rule('allow'), ...matched], program: looked },
          { matched: [rule('deny'), ...matched], program: looked },
        ];
      }
      const isolated: Program = {
        ...program,
        isolatedBy: [...program.isolatedBy, gap.what],
        policies: [...program.policies, gap.what],
        ...(program.cilium && {
          cilium: { ...program.cilium, enforced: true, defaultDeny: true },
        }),
      };
      return [
        { matched, program: isolated },
        { matched: [...matched, rule('allow')], program: isolated },
        ...(program.cilium
          ? [{ matched: [...matched, rule('deny')], program: isolated }]
          : []),
      ];
    }),
  ];
}
