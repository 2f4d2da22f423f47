import {
  at,
  KubeObject,
  listAt,
  numberAt,
  stringAt,
  stringsAt,
} from '../store/KubeObject';
import { age } from './age';
import { formatLabelSelector } from './labelSelector';

/** One column of a Table; priority 1 is shown by `-o wide` only. */
export interface Column {
  readonly name: string;
  readonly type?: string;
  readonly format?: string;
  readonly priority?: number;
  readonly cell: (
    object: KubeObject,
    now: Date,
  ) => string | number | boolean | null | undefined;
}

const text = (
  name: string,
  cell: Column['cell'],
  priority: 0 | 1 = 0,
): Column => ({ name, cell, priority });

const field = (
  name: string,
  path: (string | number)[],
  options: { fallback?: string | number; priority?: 0 | 1 } = {},
): Column => ({
  name,
  type: typeof options.fallback === 'number' ? 'integer' : 'string',
  priority: options.priority ?? 0,
  cell: object => {
    const value = at(object, ...path);
    return value === undefined || value === null || value === ''
      ? options.fallback ?? '<none>'
      : String(value);
  },
});

const number = (name: string, ...path: string[]): Column => ({
  name,
  type: 'integer',
  cell: object => numberAt(object, ...path) ?? 0,
});

const ageCell = text('Age', (object, now) =>
  age(object.metadata.creationTimestamp, now),
);

const labelsText = (labels: Record<string, string>) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',') || '<none>';

const templateColumns = (path: string[]): Column[] => [
  text(
    'Containers',
    object =>
      listAt(object, ...path, 'containers')
        .map(container => container.name)
        .join(','),
    1,
  ),
  text(
    'Images',
    object =>
      listAt(object, ...path, 'containers')
        .map(container => container.image)
        .join(','),
    1,
  ),
];

const template = templateColumns(['spec', 'template', 'spec']);

const selector = text(
  'Selector',
  object => formatLabelSelector(at(object, 'spec', 'selector')) || '<none>',
  1,
);

const containerStatuses = (object: KubeObject) =>
  listAt(object, 'status', 'containerStatuses');

const podStatus = (object: KubeObject): string => {
  if (object.metadata.deletionTimestamp) return 'Terminating';
  const waiting = containerStatuses(object)
    .map(status => stringAt(status, 'state', 'waiting', 'reason'))
    .find(Boolean);
  const reason = stringAt(object, 'status', 'reason');
  const phase = stringAt(object, 'status', 'phase');
  if (phase === 'Succeeded') return 'Completed';
  if (phase === 'Failed') return reason ?? 'Error';
  return reason ?? waiting ?? phase ?? 'Unknown';
};

const podReady = (object: KubeObject): string => {
  const restartable = listAt(object, 'spec', 'initContainers').filter(
    container => container.restartPolicy === 'Always',
  );
  const names = new Set(restartable.map(container => container.name));
  const statuses = [
    ...containerStatuses(object),
    ...listAt(object, 'status', 'initContainerStatuses').filter(status =>
      names.has(status.name),
    ),
  ];
  const ready = statuses.filter(status => status.ready === true).length;
  const total = listAt(object, 'spec', 'containers').length + names.size;
  return `${ready}/${total}`;
};

const nodeRoles = (object: KubeObject) =>
  Object.keys(object.metadata.labels ?? {})
    .filter(key => key.startsWith('node-role.kubernetes.io/'))
    .map(key => key.slice('node-role.kubernetes.io/'.length))
    .join(',') || '<none>';

const externalAddress = (object: KubeObject): string => {
  if (stringAt(object, 'spec', 'type') === 'ExternalName')
    return stringAt(object, 'spec', 'externalName') ?? '<none>';
  const addresses = listAt(object, 'status', 'loadBalancer', 'ingress').map(
    one => stringAt(one, 'ip') ?? stringAt(one, 'hostname'),
  );
  if (addresses.length) return addresses.join(',');
  return stringAt(object, 'spec', 'type') === 'LoadBalancer'
    ? '<pending>'
    : '<none>';
};

const servicePorts = (object: KubeObject) =>
  listAt(object, 'spec', 'ports')
    .map(port =>
      port.nodePort
        ? `${port.port}:${port.nodePort}/${port.protocol}`
        : `${port.port}/${port.protocol}`,
    )
    .join(',') || '<none>';

const conditionStatus = (object: KubeObject, type: string) =>
  stringAt(
    listAt(object, 'status', 'conditions').find(one => one.type === type),
    'status',
  );

const readyOf = (ready: string, wanted: string[]) =>
  text(
    'Ready',
    object =>
      `${numberAt(object, 'status', ready) ?? 0}/${
        numberAt(object, ...wanted) ?? 0
      }`,
  );

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

const size = (name: string, ...path: string[]) =>
  text(name, object => Object.keys(stringsAt(object, ...path)).length);

/** Columns after the name, by kind, as kubectl users know them. */
export const builtinColumns: Readonly<Record<string, readonly Column[]>> = {
  Namespace: [field('Status', ['status', 'phase']), ageCell],
  Node: [
    text('Status', object => {
      const ready = conditionStatus(object, 'Ready') === 'True';
      const cordoned = at(object, 'spec', 'unschedulable') === true;
      return `${ready ? 'Ready' : 'NotReady'}${
        cordoned ? ',SchedulingDisabled' : ''
      }`;
    }),
    text('Roles', nodeRoles),
    ageCell,
    field('Version', ['status', 'nodeInfo', 'kubeletVersion']),
    text(
      'Internal-IP',
      object =>
        stringAt(
          listAt(object, 'status', 'addresses').find(
            one => one.type === 'InternalIP',
          ),
          'address',
        ) ?? '<none>',
      1,
    ),
  ],
  Pod: [
    text('Ready', podReady),
    text('Status', podStatus),
    text('Restarts', object =>
      String(
        containerStatuses(object).reduce(
          (sum, status) => sum + (numberAt(status, 'restartCount') ?? 0),
          0,
        ),
      ),
    ),
    ageCell,
    field('IP', ['status', 'podIP'], { priority: 1 }),
    field('Node', ['spec', 'nodeName'], { priority: 1 }),
    field('Nominated Node', ['status', 'nominatedNodeName'], { priority: 1 }),
    text(
      'Readiness Gates',
      object => listAt(object, 'spec', 'readinessGates').length || '<none>',
      1,
    ),
  ],
  Service: [
    field('Type', ['spec', 'type']),
    field('Cluster-IP', ['spec', 'clusterIP']),
    text('External-IP', externalAddress),
    text('Port(s)', servicePorts),
    ageCell,
    text('Selector', o => labelsText(stringsAt(o, 'spec', 'selector')), 1),
  ],
  ServiceAccount: [text('Secrets', o => listAt(o, 'secrets').length), ageCell],
  ConfigMap: [size('Data', 'data'), ageCell],
  Secret: [field('Type', ['type']), size('Data', 'data'), ageCell],
  Event: [
    text('Last Seen', (o, now) =>
      age(o.lastTimestamp ?? o.metadata.creationTimestamp, now),
    ),
    field('Type', ['type']),
    field('Reason', ['reason']),
    text(
      'Object',
      o =>
        `${(
          stringAt(o, 'involvedObject', 'kind') ?? ''
        ).toLowerCase()}/${stringAt(o, 'involvedObject', 'name')}`,
    ),
    field('Message', ['message']),
  ],
  Deployment: [
    readyOf('readyReplicas', ['spec', 'replicas']),
    number('Up-to-date', 'status', 'updatedReplicas'),
    number('Available', 'status', 'availableReplicas'),
    ageCell,
    ...template,
    selector,
  ],
  ReplicaSet: [
    number('Desired', 'spec', 'replicas'),
    number('Current', 'status', 'replicas'),
    number('Ready', 'status', 'readyReplicas'),
    ageCell,
    ...template,
    selector,
  ],
  StatefulSet: [
    readyOf('readyReplicas', ['spec', 'replicas']),
    ageCell,
    ...template,
  ],
  DaemonSet: [
    number('Desired', 'status', 'desiredNumberScheduled'),
    number('Current', 'status', 'currentNumberScheduled'),
    number('Ready', 'status', 'numberReady'),
    number('Up-to-date', 'status', 'updatedNumberScheduled'),
    number('Available', 'status', 'numberAvailable'),
    text('Node Selector', o =>
      labelsText(stringsAt(o, 'spec', 'template', 'spec', 'nodeSelector')),
    ),
    ageCell,
    ...template,
    selector,
  ],
  Job: [
    text('Status', object => {
      if (conditionStatus(object, 'Complete') === 'True') return 'Complete';
      if (conditionStatus(object, 'Failed') === 'True') return 'Failed';
      return at(object, 'spec', 'suspend') === true ? 'Suspended' : 'Running';
    }),
    text(
      'Completions',
      o =>
        `${numberAt(o, 'status', 'succeeded') ?? 0}/${
          numberAt(o, 'spec', 'completions') ?? 1
        }`,
    ),
    text('Duration', (o, now) => {
      const done = stringAt(o, 'status', 'completionTime');
      return age(
        stringAt(o, 'status', 'startTime'),
        done ? new Date(done) : now,
      );
    }),
    ageCell,
    ...template,
    selector,
  ],
  CronJob: [
    field('Schedule', ['spec', 'schedule']),
    field('Timezone', ['spec', 'timeZone']),
    text('Suspend', o => (at(o, 'spec', 'suspend') ? 'True' : 'False')),
    text('Active', object => listAt(object, 'status', 'active').length),
    text('Last Schedule', (o, now) => {
      const last = stringAt(o, 'status', 'lastScheduleTime');
      return last ? age(last, now) : '<none>';
    }),
    ageCell,
    ...templateColumns(['spec', 'jobTemplate', 'spec', 'template', 'spec']),
  ],
  Ingress: [
    field('Class', ['spec', 'ingressClassName']),
    text(
      'Hosts',
      object =>
        listAt(object, 'spec', 'rules')
          .map(rule => rule.host ?? '*')
          .join(',') || '*',
    ),
    text('Address', object =>
      listAt(object, 'status', 'loadBalancer', 'ingress')
        .map(one => one.ip ?? one.hostname)
        .join(','),
    ),
    text('Ports', object =>
      listAt(object, 'spec', 'tls').length ? '80, 443' : '80',
    ),
    ageCell,
  ],
  IngressClass: [
    field('Controller', ['spec', 'controller']),
    text('Parameters', () => '<none>'),
    ageCell,
  ],
  NetworkPolicy: [
    text(
      'Pod-Selector',
      o => formatLabelSelector(at(o, 'spec', 'podSelector')) || '<none>',
    ),
    ageCell,
  ],
  EndpointSlice: [
    field('AddressType', ['addressType']),
    text(
      'Ports',
      object =>
        listAt(object, 'ports')
          .map(port => port.port)
          .join(',') || '<unset>',
    ),
    text(
      'Endpoints',
      object =>
        listAt(object, 'endpoints')
          .flatMap(one => (Array.isArray(one.addresses) ? one.addresses : []))
          .join(',') || '<unset>',
    ),
    ageCell,
  ],
  Lease: [field('Holder', ['spec', 'holderIdentity']), ageCell],
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
