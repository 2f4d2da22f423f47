import { parseShape, Shape } from '../schema/parseShape';
import { cloneJson } from '../store/cloneJson';
import { KubeObject } from '../store/KubeObject';

/** A custom resource kind in a few words, from which its CRD is written. */
export interface CrdRow {
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  /** Served versions; the first is the storage version. */
  readonly versions: readonly string[];
  readonly short?: readonly string[];
  readonly categories?: readonly string[];
  /** Shape of `spec`; without one anything goes, as it does for fields marked open. */
  readonly spec?: Shape;
  /** Fields beside `spec` and `status`, for the few kinds that have them. */
  readonly top?: Record<string, Shape>;
  readonly specRequired?: boolean;
  readonly columns?: readonly (readonly [
    name: string,
    jsonPath: string,
    type?: string,
  ])[];
}

const inlineOnly = (type: string): never => {
  throw new Error(`a CRD schema cannot refer to a type: '${type}'`);
};

const anything = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};

/** The CustomResourceDefinition that a row stands for. */
export const toDefinition = (row: CrdRow): KubeObject => {
  const top = Object.fromEntries(
    Object.entries(row.top ?? {}).map(([name, shape]) => [
      name,
      parseShape(shape, inlineOnly),
    ]),
  );
  const schema = {
    type: 'object',
    properties: {
      spec: row.spec ? parseShape(row.spec, inlineOnly) : anything,
      status: anything,
      ...top,
    },
    ...(row.specRequired && { required: ['spec'] }),
  };
  const columns = [
    ...(row.columns ?? []),
    ['Age', '.metadata.creationTimestamp', 'date'] as const,
  ].map(([name, jsonPath, type]) => ({
    name,
    type: type ?? 'string',
    jsonPath,
  }));
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${row.plural}.${row.group}` },
    spec: {
      group: row.group,
      scope: row.scope,
      names: {
        kind: row.kind,
        listKind: `${row.kind}List`,
        plural: row.plural,
        singular: row.kind.toLowerCase(),
        ...(row.short && { shortNames: [...row.short] }),
        ...(row.categories && { categories: [...row.categories] }),
      },
      versions: row.versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        subresources: { status: {} },
        additionalPrinterColumns: columns,
        schema: { openAPIV3Schema: cloneJson(schema) },
      })),
    },
  } as unknown as KubeObject;
};
