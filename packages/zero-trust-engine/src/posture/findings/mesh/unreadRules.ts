import { compileRule, supports } from '../../../layers/mesh/compileRule';
import { AuthorizationRule } from '../../../snapshot/AuthorizationRule';
import { AuthorizationPolicy } from '../../../snapshot/parseAuthorizationPolicy';
import { Finding } from '../../Finding';
import { FindingCheck, FindingContext } from '../FindingContext';
import { MeshSubject, MeshSubjects } from './MeshSubjects';
import { appliesToPort, conditionsOf, listPorts, ofPolicy } from './rules';

/**
 * Rules that the proxy which enforces them cannot read in full: HTTP on a port
 * that is not HTTP, and everything but connections at ztunnel. Of an ALLOW the
 * whole rule goes, of a DENY the part, and the rest denies more than was meant;
 * at ztunnel a part that is left empty makes the rule deny nothing.
 */
export const unreadRules: FindingCheck = context =>
  context.snapshot
    .objects('AuthorizationPolicy')
    .filter(policy => !policy.dryRun)
    .flatMap(policy => [
      ...unreadActions(policy, context.mesh),
      ...emptyRefusals(policy, context),
      ...policy.rules.flatMap(rule => [
        ...onTcpPorts(policy, rule, context.mesh),
        ...atZtunnel(policy, rule, context.mesh),
      ]),
    ]);

function onTcpPorts(
  policy: AuthorizationPolicy,
  rule: AuthorizationRule,
  mesh: MeshSubjects,
): readonly Finding[] {
  if (policy.action !== 'ALLOW' && policy.action !== 'DENY') return [];
  const unread = unreadIn(rule, 'tcp');
  if (unread === undefined || rule.unknownKey !== undefined) return [];
  const places = mesh
    .ofPolicy(policy)
    .filter(({ plane }) => plane === 'sidecar')
    .flatMap(subject =>
      mesh
        .portsOf(subject)
        .filter(
          ({ port, chain }) => chain === 'tcp' && appliesToPort(rule, port),
        )
        .filter(
          ({ port }) =>
            policy.action === 'DENY' || !anotherAllows(policy, port),
        )
        .map(({ port }) => ({ subject, port })),
    );
  if (places.length === 0) return [];
  const denies = policy.action === 'DENY';
  return [
    ofPolicy(
      'http-rule-on-tcp-port',
      denies ? 'high' : 'medium',
      policy,
      rule.path,
      places.map(({ subject }) => subject),
      {
        ports: listPorts(places.map(({ port }) => port)),
        attributes: unread,
        effect: denies ? 'denies-more' : 'admits-nobody',
      },
    ),
  ];
}

/** A rule of the same policy that is read there: then the mix is meant. */
function anotherAllows({ rules }: AuthorizationPolicy, port: number): boolean {
  return rules.some(
    rule => unreadIn(rule, 'tcp') === undefined && appliesToPort(rule, port),
  );
}

function atZtunnel(
  policy: AuthorizationPolicy,
  rule: AuthorizationRule,
  mesh: MeshSubjects,
): readonly Finding[] {
  if (policy.action !== 'ALLOW' && policy.action !== 'DENY') return [];
  const unread = unreadIn(rule, 'ztunnel');
  const subjects = ambientOf(policy, mesh);
  if (unread === undefined || subjects.length === 0) return [];
  const compiled = compileRule(rule, policy.action, 'ztunnel', []);
  const effect = () => {
    if ('dropped' in compiled) {
      return policy.action === 'ALLOW' ? 'admits-nobody' : 'denies-nothing';
    }
    const never = [
      compiled.from?.every(clause => clause.never),
      compiled.to?.every(clause => clause.never),
      ...compiled.when.map(clause => clause.never),
    ];
    return never.includes(true) ? 'denies-nothing' : 'denies-more';
  };
  return [
    ofPolicy(
      'rule-not-read-by-ztunnel',
      policy.action === 'DENY' ? 'high' : 'medium',
      policy,
      rule.path,
      subjects,
      { attributes: unread, effect: effect() },
    ),
  ];
}

function unreadIn(
  rule: AuthorizationRule,
  reading: 'tcp' | 'ztunnel',
): string | undefined {
  const unread = conditionsOf(rule).filter(c => !supports(reading, c));
  return unread.length === 0
    ? undefined
    : [...new Set(unread.map(c => c.attribute))].join(', ');
}

/** ztunnel knows ALLOW and DENY only; it is not told of the others. */
function unreadActions(
  policy: AuthorizationPolicy,
  mesh: MeshSubjects,
): readonly Finding[] {
  if (policy.action !== 'CUSTOM' && policy.action !== 'AUDIT') return [];
  const subjects = ambientOf(policy, mesh);
  if (subjects.length === 0) return [];
  return [
    ofPolicy(
      'action-not-read-by-ztunnel',
      policy.action === 'CUSTOM' ? 'high' : 'low',
      policy,
      'spec.action',
      subjects,
      { action: policy.action },
    ),
  ];
}

function ambientOf(
  policy: AuthorizationPolicy,
  mesh: MeshSubjects,
): readonly MeshSubject[] {
  return mesh.ofPolicy(policy).filter(({ plane }) => plane === 'ambient');
}

/** Without rules only an ALLOW says anything; the others match no request. */
function emptyRefusals(
  policy: AuthorizationPolicy,
  { mesh }: FindingContext,
): readonly Finding[] {
  if (policy.action === 'ALLOW' || policy.rules.length > 0) return [];
  return [
    ofPolicy(
      'policy-without-rules',
      policy.action === 'AUDIT' ? 'low' : 'high',
      policy,
      'spec.rules',
      mesh.ofPolicy(policy),
      { action: policy.action },
    ),
  ];
}
