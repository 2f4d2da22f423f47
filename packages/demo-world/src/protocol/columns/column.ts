import {
  at,
  KubeObject,
  listAt,
  numberAt,
  stringAt,
} from '../../store/KubeObject';
import { age } from '../age';
import { formatLabelSelector } from '../labelSelector';

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

/** A column whose text a function finds. */
export const text = (
  name: string,
  cell: Column['cell'],
  priority: 0 | 1 = 0,
): Column => ({ name, cell, priority });

/** A column that shows the value at a path. */
export const field = (
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

/** A column that shows a number at a path, 0 when absent. */
export const number = (name: string, ...path: string[]): Column => ({
  name,
  type: 'integer',
  cell: object => numberAt(object, ...path) ?? 0,
});

/** How old the object is. */
export const ageCell = text('Age', (object, now) =>
  age(object.metadata.creationTimestamp, now),
);

/** Labels as `a=b,c=d`. */
export const labelsText = (labels: Record<string, string>) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',') || '<none>';

/** Names and images of the containers at a path; wide only. */
export const templateColumns = (path: string[]): Column[] => [
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

/** Those of a pod template. */
export const template = templateColumns(['spec', 'template', 'spec']);

/** The workload's selector; wide only. */
export const selector = text(
  'Selector',
  object => formatLabelSelector(at(object, 'spec', 'selector')) || '<none>',
  1,
);

/** Status of a condition. */
export const conditionStatus = (object: KubeObject, type: string) =>
  stringAt(
    listAt(object, 'status', 'conditions').find(one => one.type === type),
    'status',
  );

/** `2/3`: ready of wanted. */
export const readyOf = (ready: string, wanted: string[]) =>
  text(
    'Ready',
    object =>
      `${numberAt(object, 'status', ready) ?? 0}/${
        numberAt(object, ...wanted) ?? 0
      }`,
  );
