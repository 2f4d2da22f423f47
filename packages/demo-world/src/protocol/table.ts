import { PrinterColumn, Resource } from '../kinds/Resource';
import { KubeObject } from '../store/KubeObject';
import { age } from './age';
import { jsonPath } from './jsonPath';
import { Column } from './columns/column';
import { builtinColumns } from './tableColumns';

const nameColumn: Column = {
  name: 'Name',
  format: 'name',
  cell: object => object.metadata.name,
};

const ageColumn: Column = {
  name: 'Age',
  cell: (object, now) => age(object.metadata.creationTimestamp, now),
};

const customColumn = (column: PrinterColumn): Column => ({
  name: column.name,
  type: column.type === 'date' ? 'date' : column.type,
  priority: column.priority ?? 0,
  cell: (object, now) => {
    const [value] = jsonPath(object, column.jsonPath);
    if (value === undefined) return column.type === 'date' ? '<unknown>' : null;
    if (column.type === 'date') return age(value, now);
    return typeof value === 'object' ? JSON.stringify(value) : value;
  },
});

const columnsOf = (resource: Resource): readonly Column[] => {
  if (resource.origin === 'builtin')
    return [nameColumn, ...(builtinColumns[resource.kind] ?? [ageColumn])];
  return resource.printerColumns?.length
    ? [nameColumn, ...resource.printerColumns.map(customColumn)]
    : [nameColumn, ageColumn];
};

/** A meta.k8s.io/v1 Table, the form in which kubectl prints what it gets. */
export const toTable = (
  objects: readonly KubeObject[],
  resource: Resource,
  options: {
    include: string;
    metadata: Record<string, unknown>;
    now: Date;
    /** Leaves the columns out: who asks knows them by now. */
    noHeaders?: boolean;
  },
): unknown => {
  const columns = columnsOf(resource);
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: options.metadata,
    columnDefinitions: (options.noHeaders ? [] : columns).map(column => ({
      name: column.name,
      type: column.type ?? 'string',
      format: column.format ?? '',
      description: column.name,
      priority: column.priority ?? 0,
    })),
    rows: objects.map(object => ({
      cells: columns.map(column => column.cell(object, options.now) ?? null),
      ...(options.include === 'Object' && { object }),
      ...(options.include === 'Metadata' && {
        object: {
          kind: 'PartialObjectMetadata',
          apiVersion: 'meta.k8s.io/v1',
          metadata: object.metadata,
        },
      }),
    })),
  };
};
