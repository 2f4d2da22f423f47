import {
  at,
  listAt,
  numberAt,
  stringAt,
  stringsAt,
} from '../../store/KubeObject';
import { age } from '../age';
import {
  ageCell,
  Column,
  conditionStatus,
  field,
  labelsText,
  number,
  readyOf,
  selector,
  template,
  templateColumns,
  text,
} from './column';

/** Columns of the controllers of pods. */
export const workloadColumns: Readonly<Record<string, readonly Column[]>> = {
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
};
