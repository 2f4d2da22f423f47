import { reviewKinds, ReviewRow } from '../kinds/builtinKinds';
import { Resource } from '../kinds/Resource';

type Served = Resource | ReviewRow;

const isStored = (served: Served): served is Resource => 'storageKey' in served;

const storedVerbs = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

const namespacedOf = (served: Served) =>
  isStored(served) ? served.namespaced : served.scope === 'Namespaced';

const subresourcesOf = (served: Served) => {
  if (!isStored(served)) return [];
  return served.subresources.map(name =>
    name === 'scale'
      ? {
          name,
          verbs: ['get', 'patch', 'update'],
          kind: { group: 'autoscaling', version: 'v1', kind: 'Scale' },
        }
      : {
          name,
          verbs: ['get', 'patch', 'update'],
          kind: {
            group: served.group,
            version: served.version,
            kind: served.kind,
          },
        },
  );
};

/** `v2` before `v1` before `v1beta1` before `v1alpha1`, as Kubernetes prefers versions. */
const preference = (version: string): number => {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (!match) return -1;
  const stage = { alpha: 0, beta: 1 }[match[2] ?? ''] ?? 2;
  return stage * 1e6 + Number(match[1]) * 1e3 + Number(match[3] ?? 0);
};

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string) => {
  const groups = new Map<string, T[]>();
  for (const item of items)
    groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

/** Groups, their versions by preference, and what each serves. */
const catalogue = (resources: readonly Resource[]) =>
  [...groupBy<Served>([...resources, ...reviewKinds], one => one.group)].map(
    ([group, ofGroup]) => ({
      group,
      versions: [...groupBy(ofGroup, one => one.version)]
        .sort(([a], [b]) => preference(b) - preference(a))
        .map(([version, served]) => ({ version, served })),
    }),
  );

const gv = (group: string, version: string) =>
  group ? `${group}/${version}` : version;

const apiGroupBody = (group: string, versions: { version: string }[]) => {
  const named = versions.map(({ version }) => ({
    groupVersion: gv(group, version),
    version,
  }));
  return { name: group, versions: named, preferredVersion: named[0] };
};

/** `/apis`: the groups, without the core one. */
export const apiGroupList = (resources: readonly Resource[]) => ({
  kind: 'APIGroupList',
  apiVersion: 'v1',
  groups: catalogue(resources)
    .filter(({ group }) => group !== '')
    .map(({ group, versions }) => apiGroupBody(group, versions)),
});

/** `/apis/<group>`, or undefined when nothing of it is served. */
export const apiGroup = (resources: readonly Resource[], group: string) => {
  const found = catalogue(resources).find(one => one.group === group);
  return (
    found && {
      kind: 'APIGroup',
      apiVersion: 'v1',
      ...apiGroupBody(group, found.versions),
    }
  );
};

/** `/api/v1` and `/apis/<group>/<version>`, or undefined when nothing of it is served. */
export const apiResourceList = (
  resources: readonly Resource[],
  group: string,
  version: string,
) => {
  const served = catalogue(resources)
    .find(one => one.group === group)
    ?.versions.find(one => one.version === version)?.served;
  return (
    served && {
      kind: 'APIResourceList',
      apiVersion: 'v1',
      groupVersion: gv(group, version),
      resources: served.flatMap(one => [
        {
          name: one.plural,
          singularName: isStored(one) ? one.singular : one.kind.toLowerCase(),
          namespaced: namespacedOf(one),
          kind: one.kind,
          verbs: isStored(one) ? storedVerbs : ['create'],
          ...(isStored(one) &&
            one.shortNames.length && { shortNames: one.shortNames }),
          ...(isStored(one) &&
            one.categories.length && { categories: one.categories }),
        },
        ...subresourcesOf(one).map(({ name, verbs, kind }) => ({
          name: `${one.plural}/${name}`,
          singularName: '',
          namespaced: namespacedOf(one),
          verbs,
          ...kind,
        })),
      ]),
    }
  );
};

/** Aggregated discovery: everything in one answer, for `/api` or `/apis`. */
export const groupDiscoveryList = (
  resources: readonly Resource[],
  root: '/api' | '/apis',
  apiVersion: 'v2' | 'v2beta1',
) => ({
  kind: 'APIGroupDiscoveryList',
  apiVersion: `apidiscovery.k8s.io/${apiVersion}`,
  metadata: {},
  items: catalogue(resources)
    .filter(({ group }) => (group === '') === (root === '/api'))
    .map(({ group, versions }) => ({
      metadata: { name: group, creationTimestamp: null },
      versions: versions.map(({ version, served }) => ({
        version,
        freshness: 'Current',
        resources: served.map(one => ({
          resource: one.plural,
          responseKind: {
            group: one.group,
            version: one.version,
            kind: one.kind,
          },
          scope: namespacedOf(one) ? 'Namespaced' : 'Cluster',
          singularResource: isStored(one)
            ? one.singular
            : one.kind.toLowerCase(),
          verbs: isStored(one) ? storedVerbs : ['create'],
          ...(isStored(one) &&
            one.shortNames.length && { shortNames: one.shortNames }),
          ...(isStored(one) &&
            one.categories.length && { categories: one.categories }),
          subresources: subresourcesOf(one).map(({ name, verbs, kind }) => ({
            subresource: name,
            responseKind: kind,
            verbs,
          })),
        })),
      })),
    })),
});
