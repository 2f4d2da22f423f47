import { assertNever, Outcome } from '../../../vocabulary';
import { PacketAt } from '../judgeView';
import { NetworkRule, RuleCondition } from '../NetworkRule';
import { NetworkReason } from '../reasons';
import { CiliumProfile } from './CiliumProfile';
import { isEveryName } from './dnsPattern';
import { matchHttp } from './matchHttp';

/** What one allow rule says of a packet that it covers at layers 3 and 4. */
export interface ConditionAnswer {
  readonly outcome: Outcome;
  readonly reason: NetworkReason;
}

/** All conditions of a rule must hold; without one it simply allows. */
export function judgeConditions(
  rule: NetworkRule,
  packet: PacketAt,
  profile: CiliumProfile,
  direction: 'ingress' | 'egress',
): ConditionAnswer {
  const answers = rule.conditions.map(condition =>
    judgeCondition(condition, packet, profile, direction),
  );
  for (const outcome of ['deny', 'unknown', 'conditional'] as const) {
    const found = answers.find(answer => answer.outcome === outcome);
    if (found) return found;
  }
  return { outcome: 'allow', reason: 'allow-rule' };
}

function judgeCondition(
  condition: RuleCondition,
  packet: PacketAt,
  profile: CiliumProfile,
  direction: 'ingress' | 'egress',
): ConditionAnswer {
  switch (condition.type) {
    case 'http':
      // Envoy cannot read what the mesh has encrypted, and fails the request.
      if (packet.encryptedByMesh) {
        return { outcome: 'deny', reason: 'l7-on-encrypted' };
      }
      if (profile.chained && direction === 'ingress') {
        return { outcome: 'unknown', reason: 'l7-restricted' };
      }
      return judgeHttp(condition, packet);
    case 'dns':
      return condition.names.some(isEveryName)
        ? { outcome: 'allow', reason: 'allow-rule' }
        : { outcome: 'conditional', reason: 'dns-restricted' };
    case 'sni':
      return judgeSni(condition.names, packet.sni);
    case 'listener':
      return { outcome: 'conditional', reason: 'listener' };
    default:
      return assertNever(condition);
  }
}

function judgeHttp(
  { items }: Extract<RuleCondition, { type: 'http' }>,
  { http }: PacketAt,
): ConditionAnswer {
  if (http === undefined) {
    return { outcome: 'conditional', reason: 'l7-restricted' };
  }
  // What does not parse as HTTP fails on such a port.
  if (http === null) return { outcome: 'deny', reason: 'l7-denied' };
  const matches = items.map(item => matchHttp(item, http));
  if (matches.includes(true)) return { outcome: 'allow', reason: 'allow-rule' };
  return matches.includes(undefined)
    ? { outcome: 'conditional', reason: 'l7-restricted' }
    : { outcome: 'deny', reason: 'l7-denied' };
}

/** `*` is one label, `**` one or more. */
function judgeSni(
  names: readonly string[],
  sni: string | undefined,
): ConditionAnswer {
  if (sni === undefined) {
    return { outcome: 'conditional', reason: 'sni-restricted' };
  }
  const asked = sni.toLowerCase();
  const admits = names.some(name => {
    const body = name
      .toLowerCase()
      .split('**')
      .map(part =>
        part
          .split('*')
          .map(text => text.replace(/[^\w-]/g, '\\$&'))
          .join('[^.]+'),
      )
      .join('.+');
    return new RegExp(`^${body}$`).test(asked);
  });
  return admits
    ? { outcome: 'allow', reason: 'allow-rule' }
    : { outcome: 'deny', reason: 'sni-denied' };
}
