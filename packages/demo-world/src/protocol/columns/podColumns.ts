import {
  at,
  KubeObject,
  listAt,
  numberAt,
  stringAt,
  stringsAt,
} from '../../store/KubeObject';
import { age } from '../age';
import { ageCell, Column, conditionStatus, field, text } from './column';

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

const size = (name: string, ...path: string[]) =>
  text(name, object => Object.keys(stringsAt(object, ...path)).length);

/** Columns of pods, the nodes they run on and what they mount. */
export const podColumns: Readonly<Record<string, readonly Column[]>> = {
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
};
