import { at, KubeObject, listAt, stringAt } from '../store/KubeObject';
import { ObjectStore } from '../store/ObjectStore';
import { User } from '../auth/User';

/** What a request wants to do, in RBAC's terms. */
export type Attributes =
  | {
      readonly kind: 'resource';
      readonly verb: string;
      readonly group: string;
      /** Plural, with `/subresource` where one is asked for. */
      readonly resource: string;
      readonly namespace?: string;
      readonly name?: string;
    }
  | { readonly kind: 'path'; readonly verb: string; readonly path: string };

/** One rule of a Role or ClusterRole. */
export type PolicyRule = {
  apiGroups?: string[];
  resources?: string[];
  verbs?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
};

/** The answer of the authorizer; `reason` names the binding that allows. */
export interface Decision {
  readonly allowed: boolean;
  readonly reason: string;
}

const rolesKey = 'roles.rbac.authorization.k8s.io';
const clusterRolesKey = 'clusterroles.rbac.authorization.k8s.io';
const bindingsKey = 'rolebindings.rbac.authorization.k8s.io';
const clusterBindingsKey = 'clusterrolebindings.rbac.authorization.k8s.io';

const has = (list: readonly string[] | undefined, value: string) =>
  list !== undefined && (list.includes('*') || list.includes(value));

const hasResource = (list: readonly string[] | undefined, resource: string) => {
  if (has(list, resource)) return true;
  // `*/scale` covers one subresource of everything; `pods` never covers `pods/log`.
  const subresource = resource.split('/')[1];
  return Boolean(subresource && list?.includes(`*/${subresource}`));
};

/** Whether one rule covers what is asked (Kubernetes, RBAC: rules only ever add). */
export const ruleAllows = (rule: PolicyRule, asked: Attributes): boolean => {
  if (!has(rule.verbs, asked.verb)) return false;
  if (asked.kind === 'path')
    return (rule.nonResourceURLs ?? []).some(
      url =>
        url === '*' ||
        url === asked.path ||
        (url.endsWith('*') && asked.path.startsWith(url.slice(0, -1))),
    );
  return (
    has(rule.apiGroups, asked.group) &&
    hasResource(rule.resources, asked.resource) &&
    (!rule.resourceNames?.length ||
      (asked.name !== undefined && rule.resourceNames.includes(asked.name)))
  );
};

const isSubject = (
  subject: unknown,
  user: User,
  bindingNamespace: string | undefined,
): boolean => {
  const name = stringAt(subject, 'name') ?? '';
  switch (stringAt(subject, 'kind')) {
    case 'User':
      return name === user.name;
    case 'Group':
      return user.groups.includes(name);
    case 'ServiceAccount': {
      const namespace = stringAt(subject, 'namespace') ?? bindingNamespace;
      return (
        namespace !== undefined &&
        user.name === `system:serviceaccount:${namespace}:${name}`
      );
    }
    default:
      return false;
  }
};

const rulesOf = (
  store: ObjectStore,
  binding: KubeObject,
  namespace: string | undefined,
): PolicyRule[] => {
  const name = stringAt(binding, 'roleRef', 'name') ?? '';
  const role =
    at(binding, 'roleRef', 'kind') === 'Role'
      ? store.get(rolesKey, namespace, name)
      : store.get(clusterRolesKey, undefined, name);
  return listAt(role, 'rules') as PolicyRule[];
};

/** Rules that hold for a user, and the binding each comes from; nearest scope last. */
export const rulesFor = (
  store: ObjectStore,
  user: User,
  namespace: string | undefined,
): { rule: PolicyRule; binding: string }[] => {
  const from = (binding: KubeObject, scope: string | undefined) => {
    const applies = listAt(binding, 'subjects').some(subject =>
      isSubject(subject, user, scope),
    );
    if (!applies) return [];
    const label = `${binding.kind} "${binding.metadata.name}${
      scope ? `/${scope}` : ''
    }" of ${stringAt(binding, 'roleRef', 'kind')} "${stringAt(
      binding,
      'roleRef',
      'name',
    )}"`;
    return rulesOf(store, binding, scope).map(rule => ({
      rule: scope ? { ...rule, nonResourceURLs: [] } : rule,
      binding: label,
    }));
  };
  return [
    ...store.list(clusterBindingsKey).flatMap(one => from(one, undefined)),
    ...(namespace
      ? store.list(bindingsKey, namespace).flatMap(one => from(one, namespace))
      : []),
  ];
};

/** Decides by the RBAC objects in the store; `system:masters` may do everything. */
export const authorize = (
  store: ObjectStore,
  user: User,
  asked: Attributes,
): Decision => {
  if (user.groups.includes('system:masters'))
    return { allowed: true, reason: '' };
  const namespace = asked.kind === 'resource' ? asked.namespace : undefined;
  const granting = rulesFor(store, user, namespace).find(({ rule }) =>
    ruleAllows(rule, asked),
  );
  return granting
    ? {
        allowed: true,
        reason: `RBAC: allowed by ${granting.binding} to ${user.name}`,
      }
    : { allowed: false, reason: '' };
};
