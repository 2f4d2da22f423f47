import { formatWorkloadRef } from '../refs';
import { Field } from './Field';
import { Parsed } from './Gap';
import { ObjectMeta, RawObject, StringMap } from './KubernetesObject';
import { parseObject } from './parseObject';
import { parsePodShape } from './parsePodShape';
import { PodShape } from './Workload';

/** An object that makes pods. */
export interface Owner {
  readonly kind: string;
  readonly meta: ObjectMeta;
  readonly template: PodShape;
  /** Labels by which it finds its pods, fixed for its life; Jobs make theirs up. */
  readonly selector?: StringMap;
  /** A Job that has completed or failed makes no pod any more. */
  readonly finished: boolean;
}

/** `namespace/Kind/name`. */
export function ownerKey({ kind, meta }: Owner): string {
  const { namespace, name } = meta;
  return formatWorkloadRef({ namespace, kind, name });
}

/** Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job. */
export function parseOwner(raw: RawObject): Parsed<Owner> {
  return parseObject(raw, 'namespaced', (root, { meta }) => ({
    ...owner(raw.kind, meta, root.in('spec', 'template'), isFinished(root)),
    ...(raw.kind !== 'Job' && selectorOf(root)),
  }));
}

/** CronJob: its template is one level deeper. */
export function parseCronJob(raw: RawObject): Parsed<Owner> {
  return parseObject(raw, 'namespaced', (root, { meta }) =>
    owner(
      raw.kind,
      meta,
      root.in('spec', 'jobTemplate', 'spec', 'template'),
      false,
    ),
  );
}

function owner(
  kind: string,
  meta: ObjectMeta,
  template: Field,
  finished: boolean,
): Owner {
  const shape = parsePodShape(template.at('metadata'), template.at('spec'));
  return { kind, meta, template: shape, finished };
}

/** ReplicationControllers have a plain map where the others have a selector. */
function selectorOf(root: Field): Pick<Owner, 'selector'> {
  const plain = root.at('kind').value === 'ReplicationController';
  const labels = plain
    ? root.in('spec', 'selector').stringMap()
    : root.in('spec', 'selector', 'matchLabels').stringMap();
  return Object.keys(labels).length > 0 ? { selector: labels } : {};
}

function isFinished(root: Field): boolean {
  return root
    .in('status', 'conditions')
    .items()
    .some(
      condition =>
        root.at('kind').value === 'Job' &&
        (condition.at('type').value === 'Complete' ||
          condition.at('type').value === 'Failed') &&
        condition.at('status').value === 'True',
    );
}
