import { builtinKinds, KindRow } from '../kinds/builtinKinds';
import { parseShape } from './parseShape';
import { refTo, Schema } from './Schema';
import { controlTypes } from './types/control';
import { coreTypes } from './types/core';
import { metaTypes } from './types/meta';
import { networkingTypes } from './types/networking';
import { podTypes } from './types/pod';
import { workloadTypes } from './types/workloads';

const typeName = (type: string) => `io.k8s.api.${type}`;

/** Schema name of a built-in kind, as it appears in the OpenAPI documents. */
export const kindSchemaName = (row: {
  group: string;
  version: string;
  kind: string;
}) => `io.k8s.kind.${row.group || 'core'}.${row.version}.${row.kind}`;

const kindSchema = (row: KindRow, types: Record<string, Schema>): Schema => {
  const top = row.top ? types[typeName(row.top)] : undefined;
  return {
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: refTo(typeName('ObjectMeta')),
      ...(row.spec && { spec: refTo(typeName(row.spec)) }),
      ...(row.status && { status: refTo(typeName(row.status)) }),
      ...top?.properties,
    },
    required: [...(row.specRequired ? ['spec'] : []), ...(top?.required ?? [])],
    'x-kubernetes-group-version-kind': [
      { group: row.group, version: row.version, kind: row.kind },
    ],
  };
};

/** Every built-in schema by name: the shared types and one per kind. */
export const buildBuiltinSchemas = (): Record<string, Schema> => {
  const tables = {
    ...metaTypes,
    ...podTypes,
    ...coreTypes,
    ...workloadTypes,
    ...networkingTypes,
    ...controlTypes,
  };
  const types = Object.fromEntries(
    Object.entries(tables).map(([type, table]) => [
      typeName(type),
      parseShape(table, typeName),
    ]),
  );
  const kinds = Object.fromEntries(
    builtinKinds.map(row => [kindSchemaName(row), kindSchema(row, types)]),
  );
  return { ...types, ...kinds };
};
