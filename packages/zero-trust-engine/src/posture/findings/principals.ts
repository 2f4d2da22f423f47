import { AuthorizationPolicy } from '../../snapshot/parseAuthorizationPolicy';
import { Condition } from '../../snapshot/AuthorizationRule';
import { Finding } from '../Finding';
import { FindingCheck } from './FindingContext';
import { nameOf, workloadsSelected } from './objects';

/** Istio puts the scheme in front itself, so such a principal matches nobody. */
export const principalWithScheme: FindingCheck = ({ snapshot }) =>
  snapshot.objects('AuthorizationPolicy').flatMap(policy =>
    principalsOf(policy)
      .filter(({ value }) => value.startsWith('spiffe://'))
      .map(
        ({ value, path }): Finding => ({
          code: 'principal-with-scheme',
          severity: 'high',
          object: nameOf('AuthorizationPolicy', policy),
          path,
          workloads: workloadsSelected(
            snapshot,
            policy.meta.namespace,
            policy.target.selector,
          ),
          params: {
            principal: value,
            instead: value.slice('spiffe://'.length),
          },
        }),
      ),
  );

/**
 * Principals of a trust domain that is neither this mesh's nor an alias: who
 * has them cannot be seen from here, and proxies take no such certificate.
 */
export const foreignPrincipal: FindingCheck = ({ snapshot }) => {
  const { trustDomain, trustDomainAliases, caTrustDomains } =
    snapshot.facts.istio;
  if (snapshot.gapsOf('ConfigMap').length > 0) return [];
  const known = [
    'cluster.local',
    trustDomain,
    ...trustDomainAliases,
    ...caTrustDomains,
  ];
  return snapshot.objects('AuthorizationPolicy').flatMap(policy =>
    principalsOf(policy).flatMap(({ value, path }): readonly Finding[] => {
      const [domain] = /^[^/*]+(?=\/ns\/[^/]+\/sa\/[^/]+$)/.exec(value) ?? [];
      if (domain === undefined || known.includes(domain)) return [];
      return [
        {
          code: 'principal-of-foreign-domain',
          severity: 'low',
          object: nameOf('AuthorizationPolicy', policy),
          path,
          workloads: workloadsSelected(
            snapshot,
            policy.meta.namespace,
            policy.target.selector,
          ),
          params: { principal: value, domain, trustDomain },
        },
      ];
    }),
  );
};

/** Principals of this mesh whose service account does not exist. */
export const danglingPrincipal: FindingCheck = ({ snapshot }) => {
  if (snapshot.gapsOf('ServiceAccount').length > 0) return [];
  // In a folder of manifests an account that is not there may be elsewhere.
  const complete = [...snapshot.namespaces.values()].every(ns => ns.declared);
  if (!complete) return [];
  const { trustDomain, trustDomainAliases } = snapshot.facts.istio;
  const own = new Set(['cluster.local', trustDomain, ...trustDomainAliases]);
  const accounts = new Set(
    snapshot.serviceAccounts.map(meta => `${meta.namespace}/${meta.name}`),
  );
  // Pods may use an account that a folder of manifests does not contain.
  for (const { namespace, serviceAccount } of snapshot.workloads) {
    accounts.add(`${namespace}/${serviceAccount}`);
  }
  return snapshot.objects('AuthorizationPolicy').flatMap(policy =>
    [
      ...principalsOf(policy),
      ...writtenAs('source.serviceAccount', policy),
    ].flatMap(({ value, path }): readonly Finding[] => {
      const account = accountOf(value, own);
      if (account === undefined || accounts.has(account)) return [];
      return [
        {
          code: 'principal-without-account',
          severity: 'medium',
          object: nameOf('AuthorizationPolicy', policy),
          path,
          workloads: workloadsSelected(
            snapshot,
            policy.meta.namespace,
            policy.target.selector,
          ),
          params: { principal: value, serviceAccount: account },
        },
      ];
    }),
  );
};

interface Written {
  readonly value: string;
  readonly path: string;
}

/** `namespace/account` of a principal of this mesh, or of a service account. */
function accountOf(
  value: string,
  own: ReadonlySet<string>,
): string | undefined {
  if (/^[^/*]+\/[^/*]+$/.test(value)) return value;
  const match = /^([^/*]+)\/ns\/([^/*]+)\/sa\/([^/*]+)$/.exec(value);
  return match && own.has(match[1]) ? `${match[2]}/${match[3]}` : undefined;
}

function principalsOf(policy: AuthorizationPolicy): readonly Written[] {
  return writtenAs('source.principal', policy);
}

function writtenAs(
  attribute: Condition['attribute'],
  { rules }: AuthorizationPolicy,
): readonly Written[] {
  return rules
    .flatMap(rule => [...(rule.from ?? []), ...rule.when])
    .flatMap(clause => clause.conditions)
    .filter((c: Condition) => c.attribute === attribute)
    .flatMap(c =>
      [...c.values, ...c.notValues].map(value => ({ value, path: c.path })),
    );
}
