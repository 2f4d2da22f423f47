import { AuthorizationRule, Clause } from '../../../snapshot/AuthorizationRule';
import { AuthorizationPolicy } from '../../../snapshot/parseAuthorizationPolicy';
import { Finding } from '../../Finding';
import { FindingCheck } from '../FindingContext';
import { MeshPort, MeshSubject, MeshSubjects } from './MeshSubjects';
import {
  appliesToPort,
  identityAttributes,
  listPorts,
  ofPolicy,
} from './rules';

/**
 * Rules that ask who calls, on ports where callers need not say so: without
 * mutual TLS no identity arrives, so what names one never matches and what
 * excludes one always does (Istio, AuthorizationPolicy).
 */
export const identityRules: FindingCheck = ({ snapshot, mesh }) =>
  snapshot
    .objects('AuthorizationPolicy')
    .filter(policy => !policy.dryRun)
    .flatMap(policy =>
      policy.rules.flatMap(rule =>
        sourcesOf(rule).flatMap(source => [
          ...admitsAnonymous(policy, rule, source, mesh),
          ...missesAnonymous(policy, rule, source, mesh),
          ...namesNobody(policy, rule, source, mesh),
        ]),
      ),
    );

/** What one alternative of `from`, with `when`, says of the caller. */
interface Source {
  readonly path: string;
  /** An identity that the caller must have. */
  readonly asks: boolean;
  readonly asksAnyIdentity: boolean;
  /** An identity that the caller must not have. */
  readonly excludes: boolean;
  /** Something else about the caller: an address, a token. */
  readonly narrows: boolean;
}

function sourcesOf(rule: AuthorizationRule): readonly Source[] {
  const alternatives: readonly (Clause | undefined)[] = rule.from ?? [
    undefined,
  ];
  return alternatives.map(clause => {
    const conditions = [...(clause ? [clause] : []), ...rule.when].flatMap(
      c => c.conditions,
    );
    const identity = conditions.filter(c =>
      identityAttributes.includes(c.attribute),
    );
    const asking = identity.filter(c => c.values.length > 0);
    return {
      path: (asking[0] ?? identity[0])?.path ?? rule.path,
      asks: asking.length > 0,
      asksAnyIdentity: asking.every(c => c.values.includes('*')),
      excludes: identity.some(c => c.notValues.length > 0),
      narrows: conditions.some(
        ({ attribute, values }) =>
          values.length > 0 &&
          (attribute.endsWith('.ip') || attribute.startsWith('request.')),
      ),
    };
  });
}

function admitsAnonymous(
  policy: AuthorizationPolicy,
  rule: AuthorizationRule,
  { path, asks, excludes, narrows }: Source,
  mesh: MeshSubjects,
): readonly Finding[] {
  if (policy.action !== 'ALLOW' || asks || !excludes || narrows) return [];
  const open = portsWhere(
    policy,
    rule,
    mesh,
    (port, subject) => takesPlaintext(port) && mesh.mayAdmit(subject, port),
  );
  return report('negative-source-admits-plaintext', policy, path, open);
}

function missesAnonymous(
  policy: AuthorizationPolicy,
  rule: AuthorizationRule,
  { path, asks, asksAnyIdentity }: Source,
  mesh: MeshSubjects,
): readonly Finding[] {
  if (policy.action !== 'DENY' || !asks || asksAnyIdentity) return [];
  const open = portsWhere(
    policy,
    rule,
    mesh,
    (port, subject) =>
      port.acceptance.accepts === 'both' && mesh.mayAdmit(subject, port),
  );
  return report('deny-by-identity-misses-plaintext', policy, path, open);
}

function namesNobody(
  policy: AuthorizationPolicy,
  rule: AuthorizationRule,
  { path, asks }: Source,
  mesh: MeshSubjects,
): readonly Finding[] {
  const reads = policy.action === 'ALLOW' || policy.action === 'DENY';
  if (!reads || !asks) return [];
  const plain = portsWhere(
    policy,
    rule,
    mesh,
    port => port.acceptance.accepts === 'plaintext-only',
  );
  return report('identity-rule-without-mtls', policy, path, plain);
}

function takesPlaintext({ acceptance: { accepts } }: MeshPort): boolean {
  return accepts === 'both' || accepts === 'plaintext-only';
}

interface Place {
  readonly subject: MeshSubject;
  readonly port: number;
}

function portsWhere(
  policy: AuthorizationPolicy,
  rule: AuthorizationRule,
  mesh: MeshSubjects,
  holds: (port: MeshPort, subject: MeshSubject) => boolean,
): readonly Place[] {
  return mesh.ofPolicy(policy).flatMap(subject =>
    mesh
      .portsOf(subject)
      .filter(port => appliesToPort(rule, port.port) && holds(port, subject))
      .map(({ port }) => ({ subject, port })),
  );
}

function report(
  code: string,
  policy: AuthorizationPolicy,
  path: string,
  places: readonly Place[],
): readonly Finding[] {
  if (places.length === 0) return [];
  return [
    ofPolicy(
      code,
      code === 'deny-by-identity-misses-plaintext' ? 'medium' : 'high',
      policy,
      path,
      places.map(({ subject }) => subject),
      { ports: listPorts(places.map(({ port }) => port)) },
    ),
  ];
}
