import { AuthorizationPolicy } from '../../../snapshot/parseAuthorizationPolicy';
import { Condition } from '../../../snapshot/AuthorizationRule';
import { Snapshot } from '../../../snapshot/Snapshot';
import { Finding } from '../../Finding';
import { FindingCheck, FindingContext } from '../FindingContext';
import { conditionsOf, ofPolicy } from './rules';

/** Namespaces and hosts that rules name and that do not exist. */
export const ruleReferences: FindingCheck = context => {
  const { snapshot } = context;
  // In a folder of manifests what is not there may be somewhere else.
  const complete = [...snapshot.namespaces.values()].every(ns => ns.declared);
  if (!complete || snapshot.gapsOf('Namespace').length > 0) return [];
  const hosts = knownHosts(snapshot);
  return snapshot.objects('AuthorizationPolicy').flatMap(policy =>
    policy.rules.flatMap(conditionsOf).flatMap(condition => {
      switch (condition.attribute) {
        case 'source.namespace':
          return missingNamespaces(policy, condition, context);
        case 'request.host':
          return hosts ? missingHosts(policy, condition, hosts, context) : [];
        default:
          return [];
      }
    }),
  );
};

function missingNamespaces(
  policy: AuthorizationPolicy,
  { values, notValues, path }: Condition,
  { snapshot, mesh }: FindingContext,
): readonly Finding[] {
  const names = [...snapshot.namespaces.keys()];
  return [...values, ...notValues]
    .filter(value => !names.some(name => matchesStars(value, name)))
    .map(namespace =>
      ofPolicy(
        'rule-namespace-missing',
        // A pattern may be about what comes later.
        namespace.includes('*') ? 'low' : 'medium',
        policy,
        path,
        mesh.ofPolicy(policy),
        { namespace },
      ),
    );
}

/** As proxies compare namespaces: every star is any text. */
function matchesStars(pattern: string, name: string): boolean {
  const quoted = pattern
    .split('*')
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${quoted.join('.*')}$`).test(name);
}

/** Names inside the cluster; undefined when not all of them can be known. */
function knownHosts(snapshot: Snapshot): ReadonlySet<string> | undefined {
  const unread = ['Service', 'ServiceEntry'].some(
    kind => snapshot.gapsOf(kind).length > 0,
  );
  if (unread) return undefined;
  return new Set([
    ...snapshot.services.map(({ meta }) => `${meta.name}.${meta.namespace}`),
    ...snapshot
      .objects('ServiceEntry')
      .flatMap(({ hosts }) => hosts)
      .map(host => host.replace(/\.svc(\.cluster\.local)?$/, '')),
  ]);
}

/** Only names that end as those of Services do: others are anybody's. */
function missingHosts(
  policy: AuthorizationPolicy,
  { values, notValues, path }: Condition,
  known: ReadonlySet<string>,
  { mesh }: FindingContext,
): readonly Finding[] {
  return [...values, ...notValues].flatMap(host => {
    const name =
      /^([^.*]+\.[^.*]+)\.svc(?:\.cluster\.local)?(?::[\d*]+)?$/i.exec(host);
    if (!name || known.has(name[1].toLowerCase())) return [];
    return [
      ofPolicy(
        'rule-host-missing',
        'medium',
        policy,
        path,
        mesh.ofPolicy(policy),
        { host },
      ),
    ];
  });
}
