import { compile } from '../../evaluate/compile';
import { buildSnapshot } from '../../snapshot/buildSnapshot';
import { RawObject } from '../../snapshot/KubernetesObject';
import { aDeployment, aServiceAccount } from '../../testing/builders';
import { accessOf } from './accessOf';
import { accessSentence } from './accessSentence';

const rbac = 'rbac.authorization.k8s.io/v1';
type Rule = { apiGroups: string[]; resources: string[]; verbs: string[] };

const role = (kind: 'Role' | 'ClusterRole', name: string, ...rules: Rule[]) =>
  ({
    apiVersion: rbac,
    kind,
    metadata: { name, ...(kind === 'Role' ? { namespace: 'shop' } : {}) },
    rules,
  } as RawObject);

const binding = (
  roleKind: 'Role' | 'ClusterRole',
  roleName: string,
  options: { namespace?: string; group?: string } = {},
) =>
  ({
    apiVersion: rbac,
    kind: options.namespace ? 'RoleBinding' : 'ClusterRoleBinding',
    metadata: { name: `to-${roleName}`, namespace: options.namespace },
    roleRef: { kind: roleKind, name: roleName },
    subjects: [
      options.group
        ? { kind: 'Group', name: options.group }
        : { kind: 'ServiceAccount', name: 'api', namespace: 'shop' },
    ],
  } as RawObject);

const readSecrets: Rule = {
  apiGroups: [''],
  resources: ['secrets'],
  verbs: ['list'],
};
const runPods: Rule = {
  apiGroups: [''],
  resources: ['pods'],
  verbs: ['create'],
};
const readLeases: Rule = {
  apiGroups: ['coordination.k8s.io'],
  resources: ['leases'],
  verbs: ['get'],
};

const api = aDeployment({
  name: 'api',
  namespace: 'shop',
  serviceAccount: 'api',
});
const account = aServiceAccount({ name: 'api', namespace: 'shop' });

const accessIn = (
  objects: readonly RawObject[],
  gaps: readonly string[] = [],
) => {
  const engine = compile(
    buildSnapshot({
      cluster: '',
      objects: [api, ...objects],
      facts: { cni: 'other' },
      gaps: gaps.map(kind => ({
        group: kind === 'ServiceAccount' ? '' : 'rbac.authorization.k8s.io',
        kind,
        reason: 'forbidden',
      })),
    }),
  );
  return accessOf(engine)(engine.snapshot.workloads[0]);
};

describe('what an account may do on the Kubernetes API', () => {
  it('is nothing where nothing is bound to it', () => {
    const access = accessIn([account]);
    expect(access).toEqual({
      account: 'shop/api',
      granted: false,
      risky: [],
      unreadRoles: [],
      unread: [],
      token: 'all-pods',
      apiServer: 'allow',
    });
    expect(accessSentence(access)).toBe(
      'Nothing on the Kubernetes API is granted to shop/api.',
    );
  });

  it('names risky rights, where they hold and by what', () => {
    const access = accessIn([
      account,
      role('ClusterRole', 'reader', readSecrets),
      binding('ClusterRole', 'reader'),
      role('Role', 'runner', runPods),
      binding('Role', 'runner', { namespace: 'shop' }),
    ]);
    expect(access.risky).toEqual([
      {
        right: 'create-pods',
        means: 'run pods under any account of the namespace',
        namespace: 'shop',
        binding: 'RoleBinding shop/to-runner',
        role: 'Role shop/runner',
        path: 'rules[0]',
      },
      {
        right: 'read-secrets',
        means: 'read secrets, tokens of other accounts among them',
        namespace: '',
        binding: 'ClusterRoleBinding to-reader',
        role: 'ClusterRole reader',
        path: 'rules[0]',
      },
    ]);
    expect(accessSentence(access)).toBe(
      'shop/api may run pods under any account of the namespace, in namespace shop (RoleBinding shop/to-runner); ' +
        'and may read secrets, tokens of other accounts among them, in every namespace (ClusterRoleBinding to-reader). ' +
        'Its pods have the token for it. The network lets it reach the API server.',
    );
  });

  it('counts what a group of all service accounts gets', () => {
    const access = accessIn([
      account,
      role('ClusterRole', 'reader', readSecrets),
      binding('ClusterRole', 'reader', { group: 'system:serviceaccounts' }),
    ]);
    expect(access.granted).toBe(false);
    expect(access.risky.map(({ right }) => right)).toEqual(['read-secrets']);
  });

  it('limits a ClusterRole to the namespace of a RoleBinding', () => {
    const access = accessIn([
      account,
      role('ClusterRole', 'reader', readSecrets),
      binding('ClusterRole', 'reader', { namespace: 'shop' }),
    ]);
    expect(access.risky.map(({ namespace }) => namespace)).toEqual(['shop']);
  });

  it.each([
    ['cluster-admin, whether it was read or not', 'cluster-admin', []],
    [
      'a role with all of it',
      'root',
      [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
    ],
  ])('calls %s everything', (_what, name, rules) => {
    const access = accessIn([
      account,
      ...(rules.length > 0 ? [role('ClusterRole', name, ...rules)] : []),
      binding('ClusterRole', name),
    ]);
    expect(access.risky.map(({ right }) => right)).toEqual(['everything']);
    expect(accessSentence(access)).toMatch(
      /^shop\/api may do everything, in every namespace \(ClusterRoleBinding to-.*\)\./,
    );
  });

  it('calls rights harmless that lead to nothing else', () => {
    const access = accessIn([
      account,
      role('Role', 'leader', readLeases),
      binding('Role', 'leader', { namespace: 'shop' }),
    ]);
    expect(access).toMatchObject({ granted: true, risky: [] });
    expect(accessSentence(access)).toBe(
      'shop/api has rights on the Kubernetes API, and none of them is risky. ' +
        'Its pods have the token for it. The network lets it reach the API server.',
    );
  });

  it('takes a binding to a role that does not exist for no right', () => {
    const access = accessIn([account, binding('ClusterRole', 'gone')]);
    expect(access).toMatchObject({
      granted: false,
      risky: [],
      unreadRoles: [],
    });
  });

  it('says what it does not know', () => {
    const access = accessIn(
      [account, binding('ClusterRole', 'edit')],
      ['ClusterRole'],
    );
    expect(access).toMatchObject({
      granted: true,
      unread: ['ClusterRole'],
      unreadRoles: [
        { binding: 'ClusterRoleBinding to-edit', role: 'ClusterRole edit' },
      ],
    });
    expect(accessSentence(access)).toContain(
      'What ClusterRoleBinding to-edit gives is not known: ClusterRole edit was not read. There may be more: ClusterRole could not be read.',
    );
  });

  it.each([
    [
      'the account gives none',
      { automountServiceAccountToken: false },
      'no-pod',
    ],
    ['the account does not say', {}, 'all-pods'],
  ])('tells who has the token where %s', (_where, more, token) => {
    expect(accessIn([{ ...account, ...more }]).token).toBe(token);
  });

  it('does not know who has the token while accounts cannot be read', () => {
    expect(accessIn([], ['ServiceAccount']).token).toBe('unknown');
  });

  it('sees a network that closes the way to the API server', () => {
    const access = accessIn([
      account,
      role('ClusterRole', 'reader', readSecrets),
      binding('ClusterRole', 'reader'),
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'closed', namespace: 'shop' },
        spec: { podSelector: {}, policyTypes: ['Egress'] },
      } as RawObject,
    ]);
    expect(access.apiServer).toBe('deny');
    expect(accessSentence(access)).toContain(
      'The network closes the way to the API server.',
    );
  });
});
