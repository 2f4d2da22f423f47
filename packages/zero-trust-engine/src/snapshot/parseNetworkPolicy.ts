import { parseCidr, rangeContains } from '../cidr';
import { Direction } from '../vocabulary';
import { Field } from './Field';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject } from './KubernetesObject';
import { LabelSelector, parseLabelSelector } from './LabelSelector';
import { ParseContext, parseObject } from './parseObject';
import { keepWellFormed, PolicyPort, transportProtocols } from './policyPorts';

/** A `networking.k8s.io/v1` NetworkPolicy with the API server's defaults. */
export interface NetworkPolicy {
  readonly meta: ObjectMeta;
  /** Pods of the policy's own namespace. */
  readonly podSelector: LabelSelector;
  /** The directions in which it isolates, after defaulting. */
  readonly directions: readonly Direction[];
  /** `policyTypes` as written; absent when it was left to defaulting. */
  readonly writtenDirections?: readonly Direction[];
  /** Whether the list of a direction is written, be it empty. */
  readonly listsRules: Readonly<Record<Direction, boolean>>;
  readonly ingress: readonly NetworkPolicyRule[];
  readonly egress: readonly NetworkPolicyRule[];
}

/** One element of `ingress` or `egress`. */
export interface NetworkPolicyRule {
  /** `spec.ingress[0]`. */
  readonly path: string;
  /** `any` reaches outside addresses too; an empty list admits nobody. */
  readonly peers: 'any' | readonly NetworkPolicyPeer[];
  /** `any` is every port of every protocol; an empty list is none. */
  readonly ports: 'any' | readonly PolicyPort[];
}

export type NetworkPolicyPeer =
  | {
      readonly type: 'pods';
      readonly path: string;
      /** Absent: the policy's own namespace. */
      readonly namespaceSelector?: LabelSelector;
      /** Absent: every pod of the namespaces. */
      readonly podSelector?: LabelSelector;
    }
  | {
      readonly type: 'ipBlock';
      readonly path: string;
      readonly cidr: string;
      readonly except: readonly string[];
    };

/**
 * `policyTypes` absent or empty means Ingress, and Egress as well when there
 * is an egress rule. Elements that the API server would refuse are left out
 * and noted: isolation stays, so a broken rule opens nothing.
 */
export function parseNetworkPolicy(raw: RawObject): Parsed<NetworkPolicy> {
  return parseObject(raw, 'namespaced', (root, { meta, note }) => {
    const spec = root.at('spec');
    const rules = (direction: Direction) =>
      keepWellFormed(
        spec.at(direction).items(),
        rule => parseRule(rule, direction, note),
        (rule, detail) => note(rule, detail, 'malformed'),
      );
    const ingress = rules('ingress');
    const egress = rules('egress');
    const written = parseDirections(spec.at('policyTypes'));
    return {
      meta,
      podSelector: parseLabelSelector(spec.at('podSelector')),
      directions:
        written ??
        (spec.at('egress').items().length > 0
          ? ['ingress', 'egress']
          : ['ingress']),
      writtenDirections: written,
      listsRules: {
        ingress: spec.at('ingress').present,
        egress: spec.at('egress').present,
      },
      ingress,
      egress,
    };
  });
}

function parseDirections(field: Field): readonly Direction[] | undefined {
  const words = field
    .items()
    .map(item =>
      item.oneOf(['Ingress', 'Egress']) === 'Ingress' ? 'ingress' : 'egress',
    );
  return words.length > 0 ? [...new Set(words)] : undefined;
}

function parseRule(
  rule: Field,
  direction: Direction,
  note: ParseContext['note'],
): NetworkPolicyRule {
  const leftOut = (element: Field, detail: string) =>
    note(element, detail, 'malformed');
  const peers = rule.at(direction === 'ingress' ? 'from' : 'to').items();
  const ports = rule.at('ports').items();
  return {
    path: rule.path,
    peers: peers.length ? keepWellFormed(peers, parsePeer, leftOut) : 'any',
    ports: ports.length ? keepWellFormed(ports, parsePort, leftOut) : 'any',
  };
}

function parsePeer(peer: Field): NetworkPolicyPeer {
  const selectors = ['namespaceSelector', 'podSelector'].filter(
    key => peer.at(key).present,
  );
  const ipBlock = peer.at('ipBlock');
  if (ipBlock.present) {
    if (selectors.length > 0) peer.fail('an ipBlock alone');
    return parseIpBlock(ipBlock, peer.path);
  }
  if (selectors.length === 0) peer.fail('a selector or an ipBlock');
  const selector = (key: string) =>
    peer.at(key).present ? parseLabelSelector(peer.at(key)) : undefined;
  return {
    type: 'pods',
    path: peer.path,
    namespaceSelector: selector('namespaceSelector'),
    podSelector: selector('podSelector'),
  };
}

function parseIpBlock(block: Field, path: string): NetworkPolicyPeer {
  const cidr = block.at('cidr').string();
  const range = parseCidr(cidr) ?? block.at('cidr').fail('a CIDR');
  for (const hole of block.at('except').items()) {
    const inner = parseCidr(hole.string());
    const inside =
      inner && rangeContains(range, inner) && !rangeContains(inner, range);
    if (!inside) hole.fail('a CIDR strictly inside the block');
  }
  return { type: 'ipBlock', path, cidr, except: block.at('except').strings() };
}

function parsePort(entry: Field): PolicyPort {
  const protocol = entry.at('protocol').oneOfOr(transportProtocols, 'TCP');
  const port = entry.at('port');
  const endPort = entry.at('endPort');
  if (!port.present) {
    if (endPort.present) endPort.fail('a port beside it');
    return { protocol, ports: 'all' };
  }
  if (typeof port.value === 'string') {
    if (endPort.present) endPort.fail('a numeric port beside it');
    if (!/[a-z]/.test(port.value)) port.fail('a port number or a port name');
    return { protocol, ports: { name: port.value } };
  }
  const first = port.port();
  const last = endPort.present ? endPort.port() : first;
  if (last < first) endPort.fail('a port not below the first');
  return { protocol, ports: { first, last } };
}
