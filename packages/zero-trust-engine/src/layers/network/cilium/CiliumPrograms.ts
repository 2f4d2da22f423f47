import { sameValue } from '../../../sameValue';
import { WorkloadSet } from '../../../select/Selectors';
import { Snapshot } from '../../../snapshot/Snapshot';
import { Workload, WorkloadId } from '../../../snapshot/Workload';
import { Direction } from '../../../vocabulary';
import { KindEnforcement } from '../enforcement';
import { NetworkRule, PeerMatcher } from '../NetworkRule';
import { policyGaps } from '../policyGaps';
import { Program, ProgramGap } from '../Program';
import { Selection } from '../Selection';
import { CiliumProfile } from './CiliumProfile';
import { CiliumRules } from './CiliumRules';
import { CompiledCiliumRule } from './compileCiliumPolicy';
import { dnsPattern } from './dnsPattern';

/**
 * Whom a program is for: an endpoint, a node, or an endpoint of Cilium's own that
 * has no pod: its Envoy, its health check, and pods that have no labels yet.
 */
export type CiliumSubject =
  | { readonly type: 'endpoint'; readonly workload: Workload }
  | { readonly type: 'node'; readonly name: string }
  | {
      readonly type: 'identity';
      readonly identity: 'ingress' | 'health' | 'init';
    };

/** Programs under Cilium: NetworkPolicy and its own kinds in one union. */
export class CiliumPrograms {
  private readonly rules: CiliumRules;
  private readonly gaps: readonly (ProgramGap & { namespace?: string })[];
  /** By direction and subject. */
  private readonly known: Map<string, Program>;

  constructor(
    snapshot: Snapshot,
    selection: Selection,
    private readonly profile: CiliumProfile,
    enforced: KindEnforcement,
    previous?: CiliumPrograms,
  ) {
    this.rules = new CiliumRules(
      snapshot,
      selection,
      profile,
      enforced,
      previous?.rules,
    );
    this.gaps = policyGaps(snapshot, enforced, {
      CiliumNetworkPolicy: profile.watchesNamespaced,
      CiliumClusterwideNetworkPolicy: profile.watchesClusterwide,
    });
    const { affected } = this.rules;
    this.known =
      previous && affected && sameValue(previous.gaps, this.gaps)
        ? keptOf(previous.known, affected)
        : new Map();
  }

  program(subject: CiliumSubject, direction: Direction): Program {
    const key = `${direction} ${subjectKey(subject)}`;
    const found = this.known.get(key);
    if (found) return found;
    const made = this.build(subject, direction);
    this.known.set(key, made);
    return made;
  }

  /** Every rule of an object that binds the subject, refused ones included. */
  private binding(subject: CiliumSubject): readonly CompiledCiliumRule[] {
    if (subject.type === 'endpoint') {
      return this.rules.of(subject.workload.id);
    }
    return this.rules.all.filter(rule => selects(rule, subject));
  }

  private build(subject: CiliumSubject, direction: Direction): Program {
    const { profile } = this;
    const binding = this.binding(subject).filter(
      rule => rule.touches[direction],
    );
    const governing = binding.filter(rule => !this.rules.refused.has(rule));
    const refused = binding.filter(rule => this.rules.refused.has(rule));
    const closing = governing.filter(rule => rule.defaultDeny[direction]);
    const names = (rules: readonly CompiledCiliumRule[]) => [
      ...new Set(rules.map(rule => rule.name)),
    ];
    // An endpoint without labels is closed until it has them.
    const isInit = subject.type === 'identity' && subject.identity === 'init';
    const always = isInit || profile.policyMode === 'always';
    const never =
      profile.policyMode === 'never' ? ('mode-never' as const) : undefined;
    const enforced = !never && (governing.length > 0 || always);
    const allowed = narrow(governing, direction);
    const namespace =
      subject.type === 'endpoint' ? subject.workload.namespace : undefined;
    return {
      direction,
      rules: learn(allowed, direction).sort(inOrder),
      isolatedBy: never ? [] : names(closing),
      policies: names(governing),
      gaps: never
        ? []
        : this.gaps.filter(
            gap => gap.namespace === undefined || gap.namespace === namespace,
          ),
      cilium: {
        enforced,
        notEnforced: never ?? (enforced ? undefined : 'no-policy'),
        defaultDeny: closing.length > 0 || always,
        byMode: always && closing.length === 0,
        allowLocalhost:
          direction === 'ingress' &&
          subject.type !== 'node' &&
          profile.allowLocalhost &&
          (governing.length > 0 || !profile.localhostNeedsRule),
        audit: profile.auditMode,
        refused: names(refused),
      },
    };
  }
}

/** Programs of endpoints whose rules are as before; of anybody else, none. */
function keptOf(
  programs: ReadonlyMap<string, Program>,
  affected: ReadonlySet<WorkloadId>,
): Map<string, Program> {
  const others = new Set([...affected].map(String));
  return new Map(
    [...programs].filter(([key]) => {
      const subject = key.slice(key.indexOf(' ') + 1);
      return /^\d+$/.test(subject) && !others.has(subject);
    }),
  );
}

/** Endpoint rules never bind a node, and host rules bind nothing else. */
function selects(
  rule: CompiledCiliumRule,
  subject: Exclude<CiliumSubject, { type: 'endpoint' }>,
): boolean {
  return subject.type === 'node'
    ? rule.nodes?.has(subject.name) ?? false
    : rule.identities.has(subject.identity);
}

function subjectKey(subject: CiliumSubject): string {
  switch (subject.type) {
    case 'endpoint':
      return `${subject.workload.id}`;
    case 'node':
      return `node ${subject.name}`;
    default:
      return subject.identity;
  }
}

/** `fromRequires` of any rule narrows the endpoints of all allow rules. */
function narrow(
  governing: readonly CompiledCiliumRule[],
  direction: Direction,
): readonly NetworkRule[] {
  const rules = governing.flatMap(rule => rule[direction]);
  const required = governing
    .flatMap(rule => rule.requires[direction] ?? [])
    .reduce<WorkloadSet | undefined>(
      (all, some) => all?.intersect(some) ?? some,
      undefined,
    );
  if (!required) return rules;
  const keep = (peer: PeerMatcher): PeerMatcher =>
    peer.type === 'pods'
      ? { ...peer, workloads: peer.workloads.intersect(required) }
      : peer;
  return rules.map(rule =>
    rule.action === 'allow' ? { ...rule, peers: rule.peers.map(keep) } : rule,
  );
}

/**
 * Cilium learns the addresses of a name from DNS answers that its proxy sees,
 * which takes a DNS rule that lets the subject look the name up.
 */
function learn(
  rules: readonly NetworkRule[],
  direction: Direction,
): NetworkRule[] {
  if (direction === 'ingress') return [...rules];
  const lookups = rules
    .filter(rule => rule.action === 'allow')
    .flatMap(rule => rule.conditions)
    .flatMap(c => (c.type === 'dns' ? c.names : []))
    .map(dnsPattern);
  const learns = (name: string) => lookups.some(p => p.matches(name));
  return rules.map(rule => ({
    ...rule,
    peers: rule.peers.map(peer =>
      peer.type === 'names'
        ? { ...peer, names: peer.names.map(name => ({ ...name, learns })) }
        : peer,
    ),
  }));
}

const tierOrder = { admin: 0, policy: 1, baseline: 2 } as const;

function inOrder(a: NetworkRule, b: NetworkRule): number {
  return tierOrder[a.tier] - tierOrder[b.tier] || a.priority - b.priority;
}
