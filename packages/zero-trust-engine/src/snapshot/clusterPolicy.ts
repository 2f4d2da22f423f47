import { parseCidr } from '../cidr';
import { Field } from './Field';
import { ObjectMeta } from './KubernetesObject';
import { everything, LabelSelector, parseLabelSelector } from './LabelSelector';
import { ParseContext } from './parseObject';
import { attempt, PolicyPort } from './policyPorts';

/**
 * What ClusterNetworkPolicy, AdminNetworkPolicy and BaselineAdminNetworkPolicy
 * have in common: ordered rules for pods chosen across the cluster.
 */
export interface ClusterPolicy {
  readonly meta: ObjectMeta;
  readonly kind:
    | 'AdminNetworkPolicy'
    | 'BaselineAdminNetworkPolicy'
    | 'ClusterNetworkPolicy';
  readonly tier: 'admin' | 'baseline';
  /** Lower comes first, inside one tier only. */
  readonly priority: number;
  readonly subject: NamespacedPods;
  /** In order: the first that matches decides. */
  readonly ingress: readonly ClusterPolicyRule[];
  readonly egress: readonly ClusterPolicyRule[];
}

/** Pods that both selectors choose. */
export interface NamespacedPods {
  readonly namespaceSelector: LabelSelector;
  readonly podSelector: LabelSelector;
}

export interface ClusterPolicyRule {
  readonly path: string;
  readonly name?: string;
  readonly action: 'allow' | 'deny' | 'pass';
  readonly peers: readonly ClusterPolicyPeer[];
  /** `any` ignores the protocol altogether, ICMP included. */
  readonly ports: 'any' | readonly PolicyPort[];
  /** What this version cannot read; the layer then fails closed. */
  readonly unreadable?: string;
}

export type ClusterPolicyPeer =
  | ({ readonly type: 'pods' } & NamespacedPods)
  | { readonly type: 'nodes'; readonly selector: LabelSelector }
  | { readonly type: 'networks'; readonly cidrs: readonly string[] }
  | { readonly type: 'domainNames'; readonly names: readonly string[] };

/** Subject: exactly one of `namespaces` and `pods`. */
export function parseClusterSubject(
  subject: Field,
  note: ParseContext['note'],
): NamespacedPods {
  const written = subject.keys();
  if (written.length !== 1) subject.fail('exactly one of namespaces and pods');
  return parsePods(subject, written[0], note);
}

/** Rules in order; one that cannot be read stays in its place as unreadable. */
export function parseClusterRules(
  rules: Field,
  options: {
    readonly peersKey: 'from' | 'to';
    readonly actions: Readonly<Record<string, ClusterPolicyRule['action']>>;
    readonly parsePorts: (rule: Field) => ClusterPolicyRule['ports'];
    readonly note: ParseContext['note'];
  },
): ClusterPolicyRule[] {
  const { note } = options;
  return rules.items().map(rule => {
    const word = rule.at('action').oneOf(Object.keys(options.actions));
    const common = {
      path: rule.path,
      name: rule.at('name').optionalString(),
      action: options.actions[word],
    };
    const read = attempt(() => {
      const peers = rule.at(options.peersKey).items();
      if (peers.length === 0) rule.at(options.peersKey).fail('a peer or more');
      return {
        peers: peers.map(peer => parsePeer(peer, options.peersKey, note)),
        ports: options.parsePorts(rule),
      };
    });
    if (read.ok) return { ...common, ...read.value };
    note(rule, `${read.path}: ${read.detail}`, 'not-supported');
    return { ...common, peers: [], ports: 'any', unreadable: read.path };
  });
}

function parsePeer(
  peer: Field,
  side: 'from' | 'to',
  note: ParseContext['note'],
): ClusterPolicyPeer {
  const written = peer.keys();
  if (written.length !== 1) peer.fail('exactly one kind of peer');
  const key = written[0];
  if (key === 'namespaces' || key === 'pods') {
    return { type: 'pods', ...parsePods(peer, key, note) };
  }
  // "Ingress peers cannot name outside sources or nodes."
  if (side === 'from') peer.at(key).fail('namespaces or pods');
  switch (key) {
    case 'nodes':
      return { type: 'nodes', selector: parseLabelSelector(peer.at(key)) };
    case 'networks':
      peer
        .at(key)
        .items()
        .forEach(cidr => {
          if (!parseCidr(cidr.string())) cidr.fail('a CIDR');
        });
      return { type: 'networks', cidrs: peer.at(key).strings() };
    case 'domainNames':
      return { type: 'domainNames', names: peer.at(key).strings() };
    default:
      return peer.at(key).fail('a known kind of peer');
  }
}

function parsePods(
  parent: Field,
  key: string,
  note: ParseContext['note'],
): NamespacedPods {
  const field = parent.at(key);
  switch (key) {
    case 'namespaces':
      return {
        namespaceSelector: parseNamespaces(field, note),
        podSelector: everything,
      };
    case 'pods': {
      const current = field.at('namespaceSelector');
      return {
        namespaceSelector: current.present
          ? parseLabelSelector(current)
          : parseNamespaces(field.at('namespaces'), note),
        podSelector: parseLabelSelector(field.at('podSelector')),
      };
    }
    default:
      return field.fail('namespaces or pods');
  }
}

/** A namespace selector, also in the shape of the first alpha releases. */
function parseNamespaces(
  field: Field,
  note: ParseContext['note'],
): LabelSelector {
  const known = ['matchLabels', 'matchExpressions', 'namespaceSelector'];
  const odd = field.keys().find(key => !known.includes(key));
  if (odd) field.at(odd).fail('a label selector');
  const nested = field.at('namespaceSelector');
  if (!nested.present) return parseLabelSelector(field);
  note(nested, 'the shape of an early alpha release');
  return parseLabelSelector(nested);
}

/** `ports` of the v1alpha1 kinds. */
export function parseAdminPorts(rule: Field): ClusterPolicyRule['ports'] {
  const entries = rule.at('ports').items();
  if (entries.length === 0) return 'any';
  return entries.map((entry): PolicyPort => {
    const [key, ...more] = entry.keys();
    if (more.length > 0) entry.fail('one kind of port');
    const field = entry.at(key ?? 'portNumber');
    const protocol = () =>
      field.at('protocol').oneOfOr(['TCP', 'UDP', 'SCTP'], 'TCP');
    switch (key) {
      case 'portNumber': {
        const port = field.at('port').port();
        return { protocol: protocol(), ports: { first: port, last: port } };
      }
      case 'portRange':
        return { protocol: protocol(), ports: parseRange(field) };
      case 'namedPort':
        return { protocol: 'any', ports: { name: field.string() } };
      default:
        return field.fail('a known kind of port');
    }
  });
}

const protocolWords = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' } as const;

/** `protocols` of ClusterNetworkPolicy v1alpha2. */
export function parseClusterProtocols(rule: Field): ClusterPolicyRule['ports'] {
  const entries = rule.at('protocols').items();
  if (entries.length === 0) return 'any';
  return entries.map((entry): PolicyPort => {
    const [key, ...more] = entry.keys();
    if (more.length > 0) entry.fail('one protocol');
    switch (key) {
      case 'tcp':
      case 'udp':
      case 'sctp':
        return {
          protocol: protocolWords[key],
          ports: parseDestination(entry.at(key).at('destinationPort')),
        };
      case 'destinationNamedPort':
        return { protocol: 'any', ports: { name: entry.at(key).string() } };
      default:
        return entry.fail('a known protocol');
    }
  });
}

/** Absent is the whole protocol: the docs describe it, the CRD refuses it. */
function parseDestination(field: Field): PolicyPort['ports'] {
  const [key] = field.keys();
  switch (key) {
    case undefined:
      return 'all';
    case 'number': {
      const port = field.at(key).port();
      return { first: port, last: port };
    }
    case 'range':
      return parseRange(field.at(key));
    default:
      return field.at(key).fail('number or range');
  }
}

function parseRange(field: Field): { first: number; last: number } {
  const first = field.at('start').port();
  const last = field.at('end').port();
  if (last < first) field.at('end').fail('a port not below the start');
  return { first, last };
}
