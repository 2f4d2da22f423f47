import { isTemplate } from '../../../layers/mesh/matchPath';
import { expandPrincipal } from '../../../layers/mesh/trustDomainAliases';
import { Condition } from '../../../snapshot/AuthorizationRule';
import { AuthorizationPolicy } from '../../../snapshot/parseAuthorizationPolicy';
import { Finding } from '../../Finding';
import { FindingCheck, FindingContext } from '../FindingContext';
import { conditionsOf, ofPolicy } from './rules';

/** Texts in rules that Istio compares otherwise than they look. */
export const ruleTexts: FindingCheck = context =>
  context.snapshot
    .objects('AuthorizationPolicy')
    .flatMap(policy =>
      policy.rules.flatMap(rule => [
        ...(rule.unknownKey === undefined
          ? []
          : [unknownKey(policy, rule.path, rule.unknownKey, context)]),
        ...conditionsOf(rule).flatMap(condition => [
          ...values(condition).flatMap(value =>
            oddText(policy, condition, value, context),
          ),
          ...hostWithoutPort(policy, condition, context),
        ]),
      ]),
    );

function values({ values: any, notValues }: Condition): readonly string[] {
  return [...any, ...notValues];
}

function unknownKey(
  policy: AuthorizationPolicy,
  path: string,
  key: string,
  { mesh }: FindingContext,
): Finding {
  return ofPolicy(
    'rule-key-unknown',
    'high',
    policy,
    path,
    mesh.ofPolicy(policy),
    { key, action: policy.action },
  );
}

function oddText(
  policy: AuthorizationPolicy,
  condition: Condition,
  value: string,
  context: FindingContext,
): readonly Finding[] {
  const { attribute, path } = condition;
  const subjects = () => context.mesh.ofPolicy(policy);
  // Methods are compared as they are sent, in capitals; gRPC is always POST.
  if (attribute === 'request.method' && /[a-z/]/.test(value)) {
    return [
      ofPolicy('method-never-sent', 'high', policy, path, subjects(), {
        method: value,
      }),
    ];
  }
  if (hasLiteralStar(attribute, value)) {
    return [
      ofPolicy('star-is-literal', 'medium', policy, path, subjects(), {
        value,
      }),
    ];
  }
  return attribute === 'source.principal'
    ? widened(policy, path, value, context)
    : [];
}

const patterns: readonly Condition['attribute'][] = [
  'source.principal',
  'request.host',
  'request.method',
  'request.path',
  'request.headers',
  'request.auth.principal',
  'request.auth.audiences',
  'request.auth.presenter',
  'request.auth.claims',
  'connection.sni',
];

/** One star at one end is read; every other one is a character. */
function hasLiteralStar(
  attribute: Condition['attribute'],
  value: string,
): boolean {
  if (!patterns.includes(attribute) || value === '*') return false;
  if (attribute === 'request.path' && isTemplate(value)) return false;
  // Split at its last slash, each half with a star of its own.
  const parts =
    attribute === 'request.auth.principal'
      ? [value.replace(/\/[^/]*$/, ''), value.replace(/^.*\//, '')]
      : [value];
  return parts.some(part => {
    const rest = part.startsWith('*') ? part.slice(1) : part.replace(/\*$/, '');
    return rest.includes('*');
  });
}

/** A principal of one trust domain that proxies take for all of the mesh's. */
function widened(
  policy: AuthorizationPolicy,
  path: string,
  value: string,
  { snapshot, mesh }: FindingContext,
): readonly Finding[] {
  const { trustDomain, trustDomainAliases } = snapshot.facts.istio;
  const [written] = value.split('/');
  if (trustDomainAliases.length === 0 || written.includes('*')) return [];
  const also = expandPrincipal(value, [trustDomain, ...trustDomainAliases])
    .map(principal => principal.split('/')[0])
    .filter(domain => domain !== written);
  const subjects = mesh
    .ofPolicy(policy)
    .filter(({ plane }) => plane === 'sidecar');
  if (also.length === 0 || subjects.length === 0) return [];
  return [
    ofPolicy('principal-widened-by-alias', 'low', policy, path, subjects, {
      principal: value,
      also: [...new Set(also)].join(', '),
    }),
  ];
}

/** A Host header may carry the port, which then is no longer the same text. */
function hostWithoutPort(
  policy: AuthorizationPolicy,
  { attribute, values: hosts, path }: Condition,
  { mesh }: FindingContext,
): readonly Finding[] {
  if (attribute !== 'request.host' || policy.action !== 'DENY') return [];
  const covered = (host: string) =>
    host.endsWith('*') || hosts.some(other => other.startsWith(`${host}:`));
  return hosts
    .filter(host => !/:\d+$/.test(host) && !covered(host))
    .map(host =>
      ofPolicy(
        'deny-by-host-misses-port',
        'medium',
        policy,
        path,
        mesh.ofPolicy(policy),
        { host },
      ),
    );
}
