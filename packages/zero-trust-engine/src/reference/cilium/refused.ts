import {
  CiliumPolicyManifest,
  CiliumRuleManifest,
  CiliumSectionManifest,
} from './ciliumManifests';
import { Members, membersOf } from './peers';

/** `spec` and every element of `specs`: the object is all of them. */
export function rulesOf({
  spec,
  specs,
}: CiliumPolicyManifest): readonly CiliumRuleManifest[] {
  return [...(spec ? [spec] : []), ...(specs ?? [])];
}

const lists = ['ingress', 'ingressDeny', 'egress', 'egressDeny'] as const;

/**
 * Whether the agents throw an object away, as far as the oracle writes such: one
 * bad rule is enough, and nothing of the object is enforced then.
 */
export function isRefused(
  policy: CiliumPolicyManifest,
  config: Readonly<Record<string, string>>,
): boolean {
  return rulesOf(policy).some(rule => {
    const sections = lists.flatMap(list =>
      (rule[list] ?? []).map(section => ({ list, section })),
    );
    const selectors = [rule.endpointSelector, rule.nodeSelector].filter(
      selector => selector !== undefined,
    );
    return (
      selectors.length !== 1 ||
      (rule.nodeSelector !== undefined &&
        policy.kind === 'CiliumNetworkPolicy') ||
      sections.length === 0 ||
      sections.some(({ list, section }) =>
        isBad(section, list, rule.nodeSelector !== undefined, config),
      )
    );
  });
}

function isBad(
  section: CiliumSectionManifest,
  list: (typeof lists)[number],
  onNodes: boolean,
  config: Readonly<Record<string, string>>,
): boolean {
  const members = membersOf(section);
  const used = Object.values(members).filter(
    (member: Members[keyof Members]) => (member ?? []).length > 0,
  );
  const layer7 = (section.toPorts ?? []).filter(
    ({ rules }) =>
      (rules?.http ?? []).length > 0 || (rules?.dns ?? []).length > 0,
  );
  const isDeny = list === 'ingressDeny' || list === 'egressDeny';
  const withIcmp = (section.icmps ?? []).length > 0;
  return (
    used.length > 1 ||
    (withIcmp && (section.toPorts ?? []).length > 0) ||
    ((members.nodes ?? []).length > 0 &&
      config['enable-node-selector-labels'] !== 'true') ||
    (isDeny && layer7.length > 0) ||
    (layer7.length > 0 && config['enable-l7-proxy'] === 'false') ||
    layer7.some(({ rules, ports }) => {
      const isHttp = (rules?.http ?? []).length > 0;
      return isHttp
        ? onNodes || ports.some(({ protocol }) => protocol !== 'TCP')
        : list === 'ingress' || ports.length === 0;
    })
  );
}
