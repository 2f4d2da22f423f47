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

/** Principals of this mesh whose service account does not exist. */
export const danglingPrincipal: FindingCheck = ({ snapshot }) => {
  if (snapshot.gapsOf('ServiceAccount').length > 0) return [];
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
    principalsOf(policy).flatMap(({ value, path }): readonly Finding[] => {
      const match = /^([^/*]+)\/ns\/([^/*]+)\/sa\/([^/*]+)$/.exec(value);
      if (!match || !own.has(match[1])) return [];
      const account = `${match[2]}/${match[3]}`;
      if (accounts.has(account)) return [];
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

function principalsOf({ rules }: AuthorizationPolicy): readonly Written[] {
  return rules
    .flatMap(rule => [...(rule.from ?? []), ...rule.when])
    .flatMap(clause => clause.conditions)
    .filter((c: Condition) => c.attribute === 'source.principal')
    .flatMap(c =>
      [...c.values, ...c.notValues].map(value => ({ value, path: c.path })),
    );
}
