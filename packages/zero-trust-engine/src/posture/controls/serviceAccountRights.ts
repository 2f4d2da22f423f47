import { AccessGrant } from '../access/AccessIndex';
import { riskyRightsOf } from '../access/riskyRights';
import { Part } from './Assessment';
import { Control } from './Control';
import { mappingOf } from './frameworks';

/** Roles that every cluster has, whether their objects were read or not. */
const builtIn = ['cluster-admin', 'admin', 'edit', 'view'];

/** The workload's account may do nothing on the Kubernetes API that gives more. */
export const serviceAccountRights: Control = {
  id: 'service-account-rights',
  title: 'No risky rights on the Kubernetes API',
  why: 'Policies say whom a workload may call. One that may read secrets, start pods or change policies goes around all of them.',
  how: "The rules of every Role and ClusterRole bound to the account or to a group of service accounts, against a list of rights that lead to other identities, other workloads or the network. Rules for single named objects are fine. Whether the API server can be reached, and whether the pod has the account's token, is not weighed.",
  layer: 'access',
  scope: 'workload',
  severity: 'high',
  mapping: mappingOf({
    cis: [
      '5.1.1',
      '5.1.2',
      '5.1.3',
      '5.1.4',
      '5.1.8',
      '5.1.9',
      '5.1.10',
      '5.1.11',
      '5.1.12',
      '5.1.13',
    ],
    nsa: ['C-0035'],
    nist: ['6'],
    pci: ['7.2.2', '7.2.5'],
  }),
  reasons: {
    none: 'No risky right is bound to {account}.',
    risky: '{account} may {means}, in {where}, by {binding}.',
    everything: '{account} is bound to cluster-admin, in {where}.',
    'role-unread': '{binding} gives {role}, whose rules were not read.',
    'rights-unreadable': '{kinds} could not be read: there may be more rights.',
  },
  assess: ({ access }, { namespace, serviceAccount }) => {
    const account = `${namespace}/${serviceAccount}`;
    const parts = access
      .grantsOf(namespace, serviceAccount)
      .flatMap(grant => partsOf(grant, account));
    const unread: readonly Part[] =
      access.unread.length > 0
        ? [
            {
              holds: 'unknown',
              reason: 'rights-unreadable',
              params: { kinds: access.unread.join(', ') },
            },
          ]
        : [];
    const none: Part = {
      holds: true,
      reason: 'none',
      object: `ServiceAccount ${account}`,
      params: { account },
    };
    return [
      ...(parts.some(p => p.holds === false) ? parts : [none, ...parts]),
      ...unread,
    ];
  },
};

function partsOf(grant: AccessGrant, account: string): readonly Part[] {
  const { binding, role, rules, namespace } = grant;
  const where = namespace === '' ? 'every namespace' : `namespace ${namespace}`;
  if (role === 'ClusterRole cluster-admin') {
    return [
      {
        holds: false,
        reason: 'everything',
        object: binding,
        params: { account, where },
      },
    ];
  }
  if (!rules) {
    // Kubernetes: a binding to a role that does not exist gives nothing.
    return builtIn.some(name => role === `ClusterRole ${name}`)
      ? [
          {
            holds: 'unknown',
            reason: 'role-unread',
            object: binding,
            params: { binding, role },
          },
        ]
      : [];
  }
  const found = new Map(
    rules.flatMap(rule =>
      riskyRightsOf(rule).map(right => [right.code, { right, rule }] as const),
    ),
  );
  return [...found.values()].map(({ right, rule }) => ({
    holds: false,
    reason: 'risky',
    object: role,
    path: rule.path,
    params: { account, means: right.means, where, binding, right: right.code },
  }));
}
