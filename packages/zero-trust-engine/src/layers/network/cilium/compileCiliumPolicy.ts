import { formatObjectRef } from '../../../refs';
import { WorkloadSet } from '../../../select/Selectors';
import { matchLabels } from '../../../select/matchLabels';
import {
  CiliumPolicy,
  CiliumRule,
  CiliumSection,
} from '../../../snapshot/ciliumPolicy';
import { Direction } from '../../../vocabulary';
import { Identity, NetworkRule, RuleCondition } from '../NetworkRule';
import { CiliumCompileContext, compilePeers, opaque } from './compilePeers';
import { compileTraffic } from './compileTraffic';
import { CiliumRequirement } from '../../../snapshot/ciliumSelector';
import { subjectSelector } from './rewriteSelector';

/** One rule of a Cilium policy, or a NetworkPolicy, in Cilium's form. */
export interface CompiledCiliumRule {
  readonly name: string;
  readonly subjects: WorkloadSet;
  /** Reserved identities that it selects, such as `ingress`. */
  readonly identities: ReadonlySet<Identity>;
  /** Node names, for a host policy. */
  readonly nodes?: ReadonlySet<string>;
  readonly ingress: readonly NetworkRule[];
  readonly egress: readonly NetworkRule[];
  /** It has a say in the direction, and whether it closes it by default. */
  readonly touches: Readonly<Record<Direction, boolean>>;
  readonly defaultDeny: Readonly<Record<Direction, boolean>>;
  /** `fromRequires` of old versions: endpoints that peers must be among. */
  readonly requires: Readonly<Record<Direction, WorkloadSet | undefined>>;
}

/** The rules of a policy that the agent accepts. */
export function compileCiliumPolicy(
  policy: CiliumPolicy,
  context: CiliumCompileContext,
): readonly CompiledCiliumRule[] {
  return policy.rules.map(rule => compileRule(rule, policy, context));
}

function compileRule(
  rule: CiliumRule,
  policy: CiliumPolicy,
  context: CiliumCompileContext,
): CompiledCiliumRule {
  const namespace =
    policy.kind === 'CiliumNetworkPolicy' ? policy.meta.namespace : undefined;
  const subject = rule.endpoints && subjectSelector(rule.endpoints, namespace);
  const sections = (direction: Direction) =>
    rule.sections.filter(section => section.direction === direction);
  const touches = {
    ingress: sections('ingress').length > 0,
    egress: sections('egress').length > 0,
  };
  const denies = (direction: Direction) =>
    touches[direction] &&
    (!context.profile.nonDefaultDeny ||
      (rule.enableDefaultDeny[direction] ?? true));
  const defaultDeny = { ingress: denies('ingress'), egress: denies('egress') };
  // Peers of init endpoints have no namespace yet.
  const wide =
    namespace === undefined && !selectsInit(rule.endpoints?.requirements ?? []);
  const compile = (direction: Direction) =>
    sections(direction).flatMap(section =>
      compileSection(section, {
        policy,
        namespace,
        context,
        wide,
        restrictsHttp:
          defaultDeny[direction] || !context.profile.l7NonDefaultDeny,
      }),
    );
  const requires = (direction: Direction) =>
    requiredOf(sections(direction), namespace, context);
  return {
    name: formatObjectRef({ kind: policy.kind, ...policy.meta }),
    subjects: subject
      ? context.selectors.workloads(subject)
      : context.selectors.none,
    identities: subject ? context.selectors.identities(subject) : new Set(),
    nodes:
      rule.nodes &&
      new Set(
        context.nodes
          .filter(node => matchLabels(rule.nodes!, node.labels))
          .map(node => node.name),
      ),
    ingress: compile('ingress'),
    egress: compile('egress'),
    touches,
    defaultDeny,
    requires: { ingress: requires('ingress'), egress: requires('egress') },
  };
}

function selectsInit(requirements: readonly CiliumRequirement[]): boolean {
  return requirements.some(r => r.source === 'reserved' && r.key === 'init');
}

interface SectionOptions {
  readonly policy: CiliumPolicy;
  readonly namespace: string | undefined;
  readonly context: CiliumCompileContext;
  readonly wide: boolean;
  readonly restrictsHttp: boolean;
}

/** One rule for each element of `toPorts`, since each has its own layer 7. */
function compileSection(
  section: CiliumSection,
  options: SectionOptions,
): readonly NetworkRule[] {
  const { policy } = options;
  const common = {
    policy: formatObjectRef({ kind: policy.kind, ...policy.meta }),
    path: section.path,
    kind: policy.kind,
    tier: 'policy',
    priority: 0,
    action: section.verdict,
    peers: compilePeers(section, options),
    ...(section.authentication && { authentication: section.authentication }),
  } as const;
  if (section.unread !== undefined) {
    return [{ ...common, peers: [opaque], traffic: 'any', conditions: [] }];
  }
  if (section.icmps.length > 0 || section.toPorts.length === 0) {
    const traffic = compileTraffic(section);
    return [{ ...common, traffic, conditions: [] }];
  }
  return section.toPorts.map(entry => {
    const conditions: readonly RuleCondition[] = [
      ...(entry.http?.length && options.restrictsHttp
        ? [{ type: 'http' as const, items: entry.http }]
        : []),
      ...(entry.dns?.length
        ? [{ type: 'dns' as const, names: entry.dns }]
        : []),
      ...(entry.serverNames.length > 0
        ? [{ type: 'sni' as const, names: entry.serverNames }]
        : []),
      ...(entry.listener || entry.otherParser
        ? [
            {
              type: 'listener' as const,
              name: entry.listener?.name ?? entry.otherParser ?? '',
            },
          ]
        : []),
    ];
    const traffic = compileTraffic({ toPorts: [entry], icmps: [] });
    return { ...common, traffic, conditions };
  });
}

/** Endpoints that every `fromRequires` of some sections admits. */
function requiredOf(
  sections: readonly CiliumSection[],
  namespace: string | undefined,
  context: CiliumCompileContext,
): WorkloadSet | undefined {
  const selectors = sections.flatMap(section => section.peers.requires ?? []);
  if (selectors.length === 0) return undefined;
  return selectors
    .map(selector =>
      context.selectors.workloads(subjectSelector(selector, namespace)),
    )
    .reduce((all, some) => all.intersect(some));
}
