import { assertNever } from '../../vocabulary';
import { Workload } from '../../snapshot/Workload';
import { ConsideredRule, Miss } from '../Layer';
import { matchHttp } from './cilium/matchHttp';
import { PacketAt } from './judgeView';
import { anyOf, matchPeer } from './matchPeer';
import { matchTraffic } from './matchTraffic';
import { NetworkRule, PeerMatcher, RuleCondition } from './NetworkRule';
import { PeerView } from './PeerView';
import { Program } from './Program';
import { trafficWords } from './trafficWords';

/** How the other end is called, and by what names rules are told. */
interface Words {
  readonly peer: string;
  readonly workloads: readonly Workload[];
}

/** Allow rules of a program with what they do not take of one packet. */
export function consideredRules(
  program: Program,
  views: readonly PeerView[],
  packet: PacketAt,
  words: Words,
): readonly ConsideredRule[] {
  return program.rules
    .filter(({ action }) => action === 'allow')
    .map(rule => ({
      policy: rule.policy,
      path: rule.path,
      misses: [
        ...peerMiss(rule, views, words),
        ...trafficMiss(rule, packet),
        ...rule.conditions.flatMap(c => conditionMiss(c, packet)),
      ],
    }));
}

function peerMiss(
  { peers }: NetworkRule,
  views: readonly PeerView[],
  { peer, workloads }: Words,
): readonly Miss[] {
  const match = anyOf(
    views.flatMap(view => peers.map(matcher => matchPeer(matcher, view))),
  );
  if (match !== false) return [];
  const wants = peers.flatMap(matcher => peerWords(matcher, workloads));
  return [{ part: 'peer', wants: few(wants), has: peer }];
}

function trafficMiss(
  { traffic }: NetworkRule,
  { protocol, port, destinations }: PacketAt,
): readonly Miss[] {
  if (matchTraffic(traffic, protocol, port, destinations) !== false) return [];
  const has = port === null ? protocol : `${protocol} ${port}`;
  return [{ part: 'traffic', wants: few(trafficWords(traffic)), has }];
}

function conditionMiss(
  condition: RuleCondition,
  { http, sni, encryptedByMesh }: PacketAt,
): readonly Miss[] {
  switch (condition.type) {
    case 'http': {
      const wants = few(
        condition.items.map(({ method, pathPattern, host }) =>
          [method ?? 'any method', host, pathPattern ?? 'any path']
            .filter(part => part !== undefined)
            .join(' '),
        ),
      );
      if (encryptedByMesh) {
        return [{ part: 'http', wants, has: 'encrypted by the mesh' }];
      }
      if (http === null) return [{ part: 'http', wants, has: 'no HTTP' }];
      if (http === undefined) return [];
      const taken = condition.items.some(i => matchHttp(i, http) !== false);
      const has = [http.method, http.host, http.path]
        .filter(part => part !== undefined)
        .join(' ');
      return taken ? [] : [{ part: 'http', wants, has }];
    }
    case 'sni': {
      const { names } = condition;
      return sni === undefined || names.includes(sni)
        ? []
        : [{ part: 'sni', wants: few(names), has: sni }];
    }
    case 'dns':
    case 'listener':
      return [];
    default:
      return assertNever(condition);
  }
}

function peerWords(
  peer: PeerMatcher,
  workloads: readonly Workload[],
): readonly string[] {
  switch (peer.type) {
    case 'any':
      return ['everybody'];
    case 'pods':
      return workloads
        .filter(({ id }) => peer.workloads.has(id))
        .map(({ key }) => key);
    case 'addresses':
      return peer.addresses.toCidrs();
    case 'nodes':
      return [...peer.nodes].map(name => `Node ${name}`);
    case 'names':
      return peer.names.map(({ text }) => `fqdn:${text}`);
    case 'identities':
      return [...peer.identities];
    case 'opaque':
      return [];
    default:
      return assertNever(peer);
  }
}

const shown = 3;

function few(words: readonly string[]): readonly string[] {
  const distinct = [...new Set(words)];
  return distinct.length <= shown
    ? distinct
    : [...distinct.slice(0, shown), `… ${distinct.length - shown} more`];
}
