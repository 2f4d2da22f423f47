import {
  namespaceKey,
  namespaceLabelPrefix,
} from '../../../layers/network/cilium/CiliumSelectors';
import { peerSelector } from '../../../layers/network/cilium/rewriteSelector';
import { CiliumSelector } from '../../../snapshot/ciliumSelector';
import { Finding } from '../../Finding';
import {
  NetworkPolicy,
  NetworkPolicyPeer,
} from '../../../snapshot/parseNetworkPolicy';
import { FindingCheck, FindingContext } from '../FindingContext';
import { nameOf } from '../objects';
import { PolicySubjects } from './PolicySubjects';

/** Two neighbours in a list of peers that were probably meant as one. */
interface Alternatives {
  readonly wide: string;
  readonly narrow: string;
}

/**
 * Two list elements are alternatives; two keys of one element go together. A
 * selector of namespaces and one of pods as neighbours, where no pod of the
 * policy's own namespace carries the labels, were meant as one.
 */
export const accidentalOr: FindingCheck = context => {
  const { snapshot, subjects } = context;
  if (!subjects.complete) return [];
  const found = (
    { wide, narrow }: Alternatives,
    about: Pick<Finding, 'object' | 'workloads'>,
  ): Finding => ({
    code: 'network-policy-accidental-or',
    severity: 'high',
    ...about,
    path: narrow,
    params: { beside: wide },
  });
  return [
    ...snapshot.objects('NetworkPolicy').flatMap(policy =>
      alternativesIn(policy, subjects).map(pair =>
        found(pair, {
          object: nameOf('NetworkPolicy', policy),
          workloads: subjects.ofNetworkPolicy(policy),
        }),
      ),
    ),
    ...ofCilium(context, found),
  ];
};

/** Such neighbours in the rules of one NetworkPolicy. */
export function alternativesIn(
  policy: NetworkPolicy,
  { selectors }: PolicySubjects,
): readonly Alternatives[] {
  const here = selectors.inNamespace(policy.meta.namespace);
  const isOfNobodyHere = (peer: NetworkPolicyPeer) =>
    peer.type === 'pods' &&
    peer.namespaceSelector === undefined &&
    peer.podSelector !== undefined &&
    peer.podSelector.requirements.length > 0 &&
    selectors.workloads(peer.podSelector).intersect(here).isEmpty;
  return [...policy.ingress, ...policy.egress].flatMap(({ peers }) =>
    peers === 'any' ? [] : pairOf(peers, isNamespaceOnly, isOfNobodyHere),
  );
}

/** Such neighbours in `fromEndpoints` or `toEndpoints` of one namespace. */
export function alternativesAmong(
  selectors: readonly CiliumSelector[],
  namespace: string,
  { cilium, profile }: PolicySubjects,
): readonly Alternatives[] {
  const isOfNobodyHere = (selector: CiliumSelector) =>
    selector.requirements.length > 0 &&
    !selector.requirements.some(isOfNamespace) &&
    selector.requirements.every(
      ({ source }) => source === 'any' || source === 'k8s',
    ) &&
    cilium.workloads(peerSelector(selector, namespace, profile)).isEmpty;
  return pairOf(
    selectors,
    ({ requirements }) =>
      requirements.length > 0 && requirements.every(isOfNamespace),
    isOfNobodyHere,
  );
}

function ofCilium(
  { snapshot, subjects }: FindingContext,
  found: (
    pair: Alternatives,
    about: Pick<Finding, 'object' | 'workloads'>,
  ) => Finding,
): readonly Finding[] {
  if (snapshot.facts.cni !== 'cilium') return [];
  return snapshot.objects('CiliumNetworkPolicy').flatMap(policy =>
    policy.rules.flatMap(rule =>
      rule.sections
        .flatMap(({ peers }) =>
          alternativesAmong(
            peers.endpoints ?? [],
            policy.meta.namespace,
            subjects,
          ),
        )
        .map(pair =>
          found(pair, {
            object: nameOf(policy.kind, policy),
            workloads: subjects.ofCiliumRule(rule, policy),
          }),
        ),
    ),
  );
}

function pairOf<T extends { readonly path: string }>(
  peers: readonly T[],
  isWide: (peer: T) => boolean,
  isNarrow: (peer: T) => boolean,
): readonly Alternatives[] {
  const wide = peers.find(isWide);
  const narrow = peers.find(isNarrow);
  return wide && narrow ? [{ wide: wide.path, narrow: narrow.path }] : [];
}

function isNamespaceOnly(peer: NetworkPolicyPeer): boolean {
  return (
    peer.type === 'pods' &&
    peer.namespaceSelector !== undefined &&
    peer.podSelector === undefined
  );
}

function isOfNamespace({ key }: { readonly key: string }): boolean {
  return key === namespaceKey || key.startsWith(namespaceLabelPrefix);
}
