import { parseCidr, rangeContains } from '../../../cidr';
import {
  CiliumPeerMembers,
  CiliumPolicy,
  CiliumRule,
  CiliumSection,
} from '../../../snapshot/ciliumPolicy';
import { CiliumProfile } from './CiliumProfile';
import { portRuleRejection } from './portRuleRejection';

/** Why the agent throws a whole object away, and where. */
export interface Rejection {
  readonly path: string;
  /** Stable, kebab-case. */
  readonly reason: string;
}

/** Peer members of which one rule may use one. */
const exclusive = [
  'endpoints',
  'entities',
  'cidr',
  'cidrSet',
  'nodes',
  'groups',
  'services',
  'fqdns',
] as const satisfies readonly (keyof CiliumPeerMembers)[];

const entities = [
  'all',
  'world',
  'cluster',
  'host',
  'init',
  'ingress',
  'unmanaged',
  'remote-node',
  'health',
  'none',
  'kube-apiserver',
  'cluster-mesh',
];

/**
 * What the agent checks before it enforces a policy: the first fault makes it
 * drop the object whole, so a policy with one bad rule protects nothing. The
 * agent's own word in the status wins.
 */
export function ciliumRejection(
  policy: CiliumPolicy,
  profile: CiliumProfile,
): Rejection | undefined {
  if (policy.malformed) {
    return { path: policy.malformed.path, reason: 'malformed-field' };
  }
  if (policy.accepted === false) {
    return { path: 'status.conditions', reason: 'agent-says-invalid' };
  }
  if (policy.accepted) return undefined;
  return first(policy.rules, rule => ruleRejection(rule, policy, profile));
}

function ruleRejection(
  rule: CiliumRule,
  policy: CiliumPolicy,
  profile: CiliumProfile,
): Rejection | undefined {
  const at = (reason: string, path = rule.path) => ({ path, reason });
  if (rule.endpoints && rule.nodes) return at('two-selectors');
  if (!rule.endpoints && !rule.nodes) return at('no-selector');
  if (rule.nodes && policy.kind === 'CiliumNetworkPolicy') {
    return at('node-selector-in-namespace', `${rule.path}.nodeSelector`);
  }
  if (rule.sections.length === 0 && profile.refusesEmptyRules) {
    return at('no-section');
  }
  return first(rule.sections, section =>
    sectionRejection(section, rule, policy, profile),
  );
}

function sectionRejection(
  section: CiliumSection,
  rule: CiliumRule,
  policy: CiliumPolicy,
  profile: CiliumProfile,
): Rejection | undefined {
  const { peers, path } = section;
  const at = (reason: string) => ({ path, reason });
  const used = exclusive.filter(member => (peers[member]?.length ?? 0) > 0);
  if (used.length > 1) return at('combined-peers');
  if (peers.requires?.length && profile.refusesRequires) {
    return at('requires-removed');
  }
  if (peers.nodes?.length && !profile.nodeSelectorLabels) {
    return at('node-selectors-off');
  }
  const odd = peers.entities?.find(entity => !entities.includes(entity));
  if (odd !== undefined) return at('unknown-entity');
  if (section.verdict === 'deny' && peers.fqdns) return at('names-in-deny');
  if (section.icmps.length > 0) {
    if (section.toPorts.length > 0) return at('icmps-with-ports');
    if (!profile.icmpRules) return at('icmp-rules-off');
    if (section.icmps.length > 40) return at('too-many-icmps');
  }
  return (
    cidrRejection(peers) ??
    first(section.toPorts, entry =>
      portRuleRejection(entry, {
        section,
        onNodes: rule.nodes !== undefined,
        clusterwide: policy.kind === 'CiliumClusterwideNetworkPolicy',
        profile,
      }),
    )
  );
}

function cidrRejection(peers: CiliumPeerMembers): Rejection | undefined {
  return first([...(peers.cidr ?? []), ...(peers.cidrSet ?? [])], item => {
    const { path } = item;
    const written = [item.cidr, item.group, item.groupSelector].filter(
      field => field !== undefined,
    );
    if (written.length !== 1) return { path, reason: 'not-one-cidr' };
    const outer = item.cidr === undefined ? undefined : parseCidr(item.cidr);
    if (item.cidr !== undefined && !outer) return { path, reason: 'bad-cidr' };
    const bad = item.except.some(text => {
      const inner = parseCidr(text);
      return !inner || (outer && !rangeContains(outer, inner));
    });
    return bad ? { path, reason: 'except-outside' } : undefined;
  });
}

/** The first fault of several things. */
export function first<T>(
  things: readonly T[],
  check: (thing: T) => Rejection | undefined,
): Rejection | undefined {
  for (const thing of things) {
    const rejection = check(thing);
    if (rejection) return rejection;
  }
  return undefined;
}
