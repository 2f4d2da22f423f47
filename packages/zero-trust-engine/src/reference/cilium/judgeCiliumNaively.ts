import { Direction, Outcome } from '../../vocabulary';
import { addressBits } from '../addressBits';
import { NaiveEnd, endsOf } from '../NaiveFlow';
import { CiliumCluster, groundOf, isSince } from './ciliumManifests';
import { Hit, Said, Side, saidOf } from './entries';
import { nodeOf, identityOf } from './identity';
import { CiliumFlow } from './traffic';

/** Ends are `namespace/pod`, an address, or a name as `fqdn:name`. */
export interface CiliumQuestion {
  readonly from: string;
  readonly to: string;
  readonly protocol: CiliumFlow['protocol'];
  /** Null for a ping. */
  readonly port: number | null;
}

/**
 * Cilium's verdict of one packet that is no HTTP, from manifests: no set, no
 * cache, no order of work but the specification's.
 *
 * @param behind - addresses among which those behind a name may be
 */
export function judgeCiliumNaively(
  cluster: CiliumCluster,
  { from, to, protocol, port }: CiliumQuestion,
  behind: readonly string[],
): Readonly<Record<Direction, Outcome>> {
  const manifests = groundOf(cluster);
  const name = to.startsWith('fqdn:') ? to.slice('fqdn:'.length) : undefined;
  const targets: readonly NaiveEnd[] =
    name === undefined
      ? endsOf(manifests, to)
      : behind.map(address => ({ type: 'outside', address }));
  const flows = endsOf(manifests, from).flatMap(source =>
    targets
      .filter(target => familyOf(source) === familyOf(target))
      .map(target => ({ from: source, to: target, protocol, port })),
  );
  if (flows.length === 0) throw new Error('the ends have no common family');
  const at = (direction: Direction) =>
    flows.map(flow => judgeSide(cluster, flow, direction, name));
  return name === undefined
    ? { egress: worstOf(at('egress')), ingress: worstOf(at('ingress')) }
    : { egress: dependingOf(at('egress')), ingress: 'allow' };
}

function familyOf({ address }: NaiveEnd): number {
  return addressBits(address).length;
}

const strictFirst = ['deny', 'unknown', 'conditional', 'allow'] as const;

/** Every address of an end is used: as good as the worst of them. */
function worstOf(outcomes: readonly Outcome[]): Outcome {
  return strictFirst.find(outcome => outcomes.includes(outcome)) ?? 'allow';
}

/** Only one of the addresses behind a name is. */
function dependingOf(outcomes: readonly Outcome[]): Outcome {
  const isSame = outcomes.every(outcome => outcome === outcomes[0]);
  if (isSame) return outcomes[0];
  const isOpen = outcomes.some(o => o === 'allow' || o === 'conditional');
  return isOpen ? 'conditional' : worstOf(outcomes);
}

function judgeSide(
  cluster: CiliumCluster,
  flow: CiliumFlow,
  direction: Direction,
  name: string | undefined,
): Outcome {
  const [subject, peer] =
    direction === 'egress' ? [flow.from, flow.to] : [flow.to, flow.from];
  const isOnNode = nodeOf(subject) !== undefined;
  if (subject.type === 'outside') return 'allow';
  if (isOnNode && cluster.config['enable-host-firewall'] !== 'true') {
    return 'allow';
  }
  if (isSelf(subject, peer)) return 'allow';
  const side: Side = { cluster, flow, direction, subject, peer, name };
  const said = saidOf(side);
  // What nobody can tell is taken both ways. What passes over a peer and what
  // denies it are in doubt together: the peer is meant by both or by neither.
  const doubts = ['gap', 'address', 'cni'] as const;
  const present = doubts.filter(doubt =>
    said.hits.some(hit => hit.peer === doubt),
  );
  const keeps: readonly ((hit: Hit) => boolean)[] = [
    () => true,
    () => false,
    ({ verdict }) => verdict !== 'allow',
    ({ verdict }) => verdict !== 'deny',
  ];
  const outcomes = keeps.map(keep =>
    decide(
      said,
      said.hits.filter(hit => hit.peer === true || keep(hit)),
      side,
    ),
  );
  const isSame = outcomes.every(outcome => outcome === outcomes[0]);
  if (isSame) return outcomes[0];
  if (present.includes('gap')) return 'unknown';
  return present.includes('cni') ? worstOf(outcomes) : dependingOf(outcomes);
}

/** A pod reaches itself. */
function isSelf(one: NaiveEnd, other: NaiveEnd): boolean {
  return one.type === 'pod' && other.type === 'pod' && one.pod === other.pod;
}

function decide(said: Said, hits: readonly Hit[], side: Side): Outcome {
  const { cluster } = side;
  const mode = (cluster.config['enable-policy'] ?? 'default').toLowerCase();
  if (mode === 'never') return 'allow';
  const always = mode === 'always';
  if (!said.hasSay && !always) return 'allow';
  const answer = byLevels(hits) ?? byDefault(said, always, side);
  const isAudited = cluster.config['policy-audit-mode'] === 'true';
  return answer === 'deny' && isAudited ? 'allow' : layer7As(answer);
}

/** Envoy's refusals are real in audit mode too. */
function layer7As(answer: Outcome | 'http'): Outcome {
  return answer === 'http' ? 'deny' : answer;
}

/** Levels of tier and priority in turn; in one a deny beats every allow. */
function byLevels(hits: readonly Hit[]): Outcome | 'http' | undefined {
  const passed = new Set<number>();
  const levels = [...hits].sort(
    (a, b) => a.tier - b.tier || a.priority - b.priority,
  );
  for (const { tier, priority } of levels) {
    if (passed.has(tier)) continue;
    const level = hits.filter(
      hit => hit.tier === tier && hit.priority === priority,
    );
    if (level.some(({ verdict }) => verdict === 'deny')) return 'deny';
    const allows = level.filter(({ verdict }) => verdict === 'allow');
    if (allows.some(({ traffic }) => traffic === 'plain')) return 'allow';
    if (allows.some(({ traffic }) => traffic === 'dns')) return 'conditional';
    if (allows.length > 0) return 'http';
    passed.add(tier);
  }
  return undefined;
}

/** What no rule covers. */
function byDefault(said: Said, always: boolean, side: Side): Outcome {
  const { cluster, direction, subject, peer } = side;
  if (!said.closes && !always) return 'allow';
  const fromHost =
    direction === 'ingress' &&
    nodeOf(subject) === undefined &&
    'host' in (identityOf(cluster, peer, subject).reserved ?? {});
  // Since 1.20 the host is let in only where some rule speaks of the direction.
  const letsHostIn =
    cluster.config['allow-localhost'] !== 'policy' &&
    (said.hasSay || !isSince(cluster, 20));
  return fromHost && letsHostIn ? 'allow' : 'deny';
}
