import { AttachedPolicy, liveRules } from '../../layers/mesh/PolicySet';
import { AuthorizationRule, Condition } from '../../snapshot/AuthorizationRule';
import { Part } from './Assessment';
import { Control } from './Control';
import { enforcersOf, EnforcedAt } from './enforcers';
import { mappingOf } from './frameworks';
import { unseenPods, unseenPodsReason } from './running';

/** Every rule that admits callers names them one by one. */
export const noWildcardPrincipal: Control = {
  id: 'no-wildcard-principal',
  title: 'Callers named one by one',
  why: '"Any pod of namespace A may call" is not zero trust: whoever may start a pod there may call. A rule for an identity admits that identity.',
  how: 'The ALLOW rules that are enforced at the pods, ztunnel and waypoints of the workload: each has to name principals or service accounts without a wildcard. No ALLOW rule at all admits everybody. DENY rules are not weighed against wide ALLOW rules. A workload on which no port is known is not counted.',
  layer: 'mesh',
  scope: 'workload',
  severity: 'high',
  mapping: mappingOf({ nist: ['3', '4', '6'], pci: ['7.2.1', '7.2.2'] }),
  reasons: {
    ...unseenPodsReason,
    named: 'The rule names its callers one by one.',
    'nobody-admitted': 'An ALLOW policy without a rule admits nobody.',
    wildcard: 'The rule names callers with a wildcard: {value}.',
    'whole-namespace': 'The rule admits whole namespaces: {value}.',
    'whole-trust-domain': 'The rule admits a whole trust domain: {value}.',
    'no-identity': 'The rule admits callers without asking who they are.',
    'no-allow-rule': 'No ALLOW rule is enforced: every caller is admitted.',
    'no-enforcement': 'No proxy enforces a rule here ({because}).',
    'external-authorizer':
      'An external authorizer decides, and what it says cannot be read.',
    'enforcement-unknown':
      'Which rules are enforced here cannot be told ({because}).',
  },
  assess: (context, workload) => {
    const { installed } = context.snapshot.facts.istio;
    const called = context.backends.portsOf(workload).length > 0;
    if (installed === false || !called) return [];
    return [
      ...enforcersOf(context, workload).flatMap(partsAt),
      ...unseenPods(context, workload),
    ];
  },
};

function partsAt(point: EnforcedAt): readonly Part[] {
  const { object } = point;
  if (point.state !== 'enforced') {
    const holds = point.state === 'unknown' ? 'unknown' : false;
    const reason = holds === false ? 'no-enforcement' : 'enforcement-unknown';
    return [{ holds, reason, object, params: { because: point.reason } }];
  }
  const { allow, custom, gaps, patchedBy } = point.policies;
  const unclear: readonly Part[] = [
    ...gaps.map(gap => gap.detail ?? gap.kind),
    ...patchedBy,
  ]
    .slice(0, 1)
    .map(because => ({
      holds: 'unknown',
      reason: 'enforcement-unknown',
      object,
      params: { because },
    }));
  if (allow.length === 0) {
    if (unclear.length > 0) return unclear;
    return custom.length > 0
      ? [{ holds: 'unknown', reason: 'external-authorizer', object }]
      : [{ holds: false, reason: 'no-allow-rule', object }];
  }
  const rules = allow.flatMap(policy =>
    enforcedRules(policy, point).map(rule => partOfRule(policy.name, rule)),
  );
  return [
    ...(rules.length > 0
      ? rules
      : [{ holds: true, reason: 'nobody-admitted', object: allow[0].name }]),
    ...unclear,
  ];
}

/** The rules of a policy that act at a point; those that it drops admit nobody. */
export function enforcedRules(
  attached: AttachedPolicy,
  { readings }: EnforcedAt & { readonly state: 'enforced' },
): readonly AuthorizationRule[] {
  const paths = new Set(
    readings.flatMap(reading =>
      liveRules(attached, reading).map(({ path }) => path),
    ),
  );
  return attached.policy.rules.filter(({ path }) => paths.has(path));
}

const exact = (value: string) => value !== '' && !value.includes('*');

function namesCallers({ attribute, values }: Condition): boolean {
  return (
    (attribute === 'source.principal' ||
      attribute === 'source.serviceAccount') &&
    values.length > 0 &&
    values.every(exact)
  );
}

function partOfRule(object: string, rule: AuthorizationRule): Part {
  const when = rule.when.flatMap(({ conditions }) => conditions);
  const sources = rule.from ?? [];
  const wide = sources.filter(
    ({ conditions }) => !conditions.some(namesCallers),
  );
  const narrow =
    when.some(namesCallers) || (sources.length > 0 && !wide.length);
  if (narrow) return { holds: true, reason: 'named', object, path: rule.path };
  const place = wide[0] ?? rule;
  const conditions = [...(wide[0]?.conditions ?? []), ...when];
  const found = wideReasons.find(([attribute]) =>
    conditions.some(c => c.attribute === attribute && c.values.length > 0),
  );
  const { path } = place;
  if (!found) return { holds: false, reason: 'no-identity', object, path };
  const [attribute, reason] = found;
  const value = conditions
    .filter(c => c.attribute === attribute)
    .flatMap(c => c.values)
    .join(', ');
  return { holds: false, reason, object, path, params: { value } };
}

const wideReasons = [
  ['source.principal', 'wildcard'],
  ['source.serviceAccount', 'wildcard'],
  ['source.namespace', 'whole-namespace'],
  ['source.trustDomain', 'whole-trust-domain'],
] as const;
