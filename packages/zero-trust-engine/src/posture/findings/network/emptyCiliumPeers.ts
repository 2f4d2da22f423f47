import { ciliumRejection } from '../../../layers/network/cilium/ciliumRejection';
import { clusterKey } from '../../../layers/network/cilium/CiliumSelectors';
import { labelFilter } from '../../../layers/network/cilium/labelFilter';
import { peerSelector } from '../../../layers/network/cilium/rewriteSelector';
import { matchLabels } from '../../../select/matchLabels';
import { CiliumPolicy, CiliumSection } from '../../../snapshot/ciliumPolicy';
import { CiliumSelector } from '../../../snapshot/ciliumSelector';
import { FindingContext } from '../FindingContext';
import { nameOf } from '../objects';
import { ciliumPolicies } from './ciliumPolicies';
import { alternativesAmong } from './accidentalOr';
import type { EmptyPeer } from './ruleNamesNothing';

/** Peers of Cilium policies in force that nobody answers to. */
export function emptyCiliumPeers(
  context: FindingContext,
): readonly EmptyPeer[] {
  const { snapshot, subjects } = context;
  if (snapshot.facts.cni !== 'cilium') return [];
  return ciliumPolicies(snapshot)
    .filter(policy => !ciliumRejection(policy, subjects.profile))
    .flatMap(policy =>
      policy.rules.flatMap(rule =>
        rule.sections
          .flatMap(section => emptyPaths(section, policy, context))
          .map(path => ({
            object: nameOf(policy.kind, policy),
            path,
            workloads: subjects.ofCiliumRule(rule, policy),
          })),
      ),
    );
}

/** Lists without an element, and elements that nobody answers to. */
function emptyPaths(
  { path, direction, peers }: CiliumSection,
  policy: CiliumPolicy,
  context: FindingContext,
): readonly string[] {
  const { snapshot, subjects } = context;
  const side = direction === 'ingress' ? 'from' : 'to';
  const lists = [
    ['Endpoints', peers.endpoints],
    ['Entities', peers.entities],
    ['CIDR', peers.cidr],
    ['CIDRSet', peers.cidrSet],
    ['Nodes', peers.nodes],
  ] as const;
  const twins =
    policy.kind === 'CiliumNetworkPolicy'
      ? alternativesAmong(
          peers.endpoints ?? [],
          policy.meta.namespace,
          subjects,
        ).map(pair => pair.narrow)
      : [];
  const knowsGroups = snapshot.gapsOf('CiliumCIDRGroup').length === 0;
  const groups = snapshot.objects('CiliumCIDRGroup');
  return [
    ...lists
      .filter(([, list]) => list?.length === 0)
      .map(([name]) => `${path}.${side}${name}`),
    ...(peers.endpoints ?? [])
      .filter(selector => isNobody(selector, policy, context))
      .filter(selector => !twins.includes(selector.path))
      .map(selector => selector.path),
    ...(peers.nodes ?? []).flatMap((selector, index) =>
      subjects.knowsNodes &&
      !snapshot.nodes.some(node => matchLabels(selector, node.labels))
        ? [`${path}.${side}Nodes[${index}]`]
        : [],
    ),
    ...(peers.cidrSet ?? [])
      .filter(({ cidr, group, groupSelector }) => {
        if (cidr !== undefined || !knowsGroups) return false;
        return !groups.some(
          ({ meta }) =>
            meta.name === group ||
            (groupSelector && matchLabels(groupSelector, meta.labels)),
        );
      })
      .map(item => item.path),
  ];
}

/** Other clusters, reserved identities and dropped labels are left aside. */
function isNobody(
  selector: CiliumSelector,
  policy: CiliumPolicy,
  { snapshot, subjects }: FindingContext,
): boolean {
  const keeps = labelFilter(subjects.profile.labelPatterns);
  const isPlain = selector.requirements.every(
    ({ source, key }) =>
      (source === 'any' || source === 'k8s') &&
      key !== clusterKey &&
      keeps('k8s', key),
  );
  if (!isPlain) return false;
  if (!subjects.knowsNamespaceLabels(selector)) return false;
  const namespace =
    policy.kind === 'CiliumNetworkPolicy' ? policy.meta.namespace : undefined;
  const rewritten = peerSelector(selector, namespace, subjects.profile);
  const mesh = snapshot.facts.cilium?.config['cluster-id'] ?? '0';
  // Pods of a meshed cluster are not among the objects of this one.
  if (!subjects.profile.defaultLocalCluster && mesh !== '0') return false;
  return (
    subjects.cilium.workloads(rewritten).isEmpty &&
    subjects.cilium.identities(rewritten).size === 0
  );
}
