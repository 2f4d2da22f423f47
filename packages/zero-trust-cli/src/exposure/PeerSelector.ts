import { Field, RawObject } from '@ztn/zero-trust-engine';
import {
  Requirement,
  nameChosen,
  namedNamespace,
  requirementsOf,
} from './Requirement';

/** Pods that a rule names by labels, be there any or not. */
export interface PeerSelector {
  readonly namespace: readonly Requirement[];
  readonly pod: readonly Requirement[];
}

/** `Kind` of the policies that name peers by labels. */
const policyKinds = new Set([
  'NetworkPolicy',
  'AdminNetworkPolicy',
  'BaselineAdminNetworkPolicy',
]);

/**
 * Every peer that rules of a policy choose by labels, ingress before egress. A
 * rule that is not as the API says names nobody.
 */
export function peerSelectorsOf(policy: RawObject): readonly PeerSelector[] {
  if (!policyKinds.has(policy.kind)) return [];
  const root = new Field(policy);
  return (['ingress', 'egress'] as const).flatMap(direction =>
    itemsOf(root.in('spec', direction)).flatMap(rule =>
      itemsOf(rule.at(direction === 'ingress' ? 'from' : 'to')).flatMap(
        peer => peerSelectorOf(policy, peer) ?? [],
      ),
    ),
  );
}

/** The pods that one peer names; undefined for one that names none by labels. */
export function peerSelectorOf(
  policy: RawObject,
  peer: Field,
): PeerSelector | undefined {
  try {
    return policy.kind === 'NetworkPolicy'
      ? ofNetworkPolicy(policy, peer)
      : ofAdminPolicy(peer);
  } catch {
    return undefined;
  }
}

function ofNetworkPolicy(
  policy: RawObject,
  peer: Field,
): PeerSelector | undefined {
  const [namespace, pod] = [
    peer.at('namespaceSelector'),
    peer.at('podSelector'),
  ];
  if (!namespace.present && !pod.present) return undefined;
  const own =
    new Field(policy).in('metadata', 'namespace').optionalString() || 'default';
  return {
    namespace: namespace.present
      ? requirementsOf(namespace)
      : [namedNamespace(own)],
    pod: requirementsOf(pod),
  };
}

function ofAdminPolicy(peer: Field): PeerSelector | undefined {
  const [namespaces, pods] = [peer.at('namespaces'), peer.at('pods')];
  if (namespaces.present) {
    return { namespace: requirementsOf(namespaces), pod: [] };
  }
  if (!pods.present) return undefined;
  return {
    namespace: requirementsOf(pods.at('namespaceSelector')),
    pod: requirementsOf(pods.at('podSelector')),
  };
}

/** Equal for selectors that mean the same. */
export function selectorId({ namespace, pod }: PeerSelector): string {
  const ids = (list: readonly Requirement[]) =>
    list
      .map(({ id }) => id)
      .sort()
      .join(',');
  return `${ids(namespace)}/${ids(pod)}`;
}

/** As netpol-analyzer writes such a peer. */
export function selectorText({ namespace, pod }: PeerSelector): string {
  const list = (requirements: readonly Requirement[]) =>
    `{${requirements.map(({ text }) => text).join(',')}}`;
  const name = nameChosen(namespace);
  const some =
    namespace.length === 0
      ? '[all namespaces]'
      : `[namespace with ${list(namespace)}]`;
  const pods = pod.length === 0 ? '[all pods]' : `[pod with ${list(pod)}]`;
  return `${name ?? some}/${pods}`;
}

function itemsOf(field: Field): readonly Field[] {
  return Array.isArray(field.value) ? field.items() : [];
}
