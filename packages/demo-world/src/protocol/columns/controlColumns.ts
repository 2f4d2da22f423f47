import { KubeObject, listAt, stringAt } from '../../store/KubeObject';
import { ageCell, Column, field, text } from './column';

const roleColumn = text('Role', object => {
  const kind = stringAt(object, 'roleRef', 'kind');
  return `${kind}/${stringAt(object, 'roleRef', 'name')}`;
});

const subjects = (kind: string) => (object: KubeObject) =>
  listAt(object, 'subjects')
    .filter(one => one.kind === kind)
    .map(one => (one.namespace ? `${one.namespace}/${one.name}` : one.name))
    .join(', ');

const bindingColumns: Column[] = [
  roleColumn,
  ageCell,
  text('Users', subjects('User'), 1),
  text('Groups', subjects('Group'), 1),
  text('ServiceAccounts', subjects('ServiceAccount'), 1),
];

const createdAt = text('Created At', o => o.metadata.creationTimestamp ?? '');

const webhookColumns: Column[] = [
  text('Webhooks', object => listAt(object, 'webhooks').length),
  ageCell,
];

/** Columns of RBAC, admission and API extension kinds. */
export const controlColumns: Readonly<Record<string, readonly Column[]>> = {
  Role: [createdAt],
  ClusterRole: [createdAt],
  RoleBinding: bindingColumns,
  ClusterRoleBinding: bindingColumns,
  MutatingWebhookConfiguration: webhookColumns,
  ValidatingWebhookConfiguration: webhookColumns,
  ValidatingAdmissionPolicy: [
    text('Validations', object => listAt(object, 'spec', 'validations').length),
    field('ParamKind', ['spec', 'paramKind', 'kind'], { fallback: '<unset>' }),
    ageCell,
  ],
  ValidatingAdmissionPolicyBinding: [
    field('PolicyName', ['spec', 'policyName']),
    field('ParamRef', ['spec', 'paramRef', 'name'], { fallback: '<unset>' }),
    ageCell,
  ],
  CustomResourceDefinition: [createdAt],
};
