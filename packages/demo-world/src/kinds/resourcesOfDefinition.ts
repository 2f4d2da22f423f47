import { Schema } from '../schema/Schema';
import {
  at,
  isJsonObject,
  KubeObject,
  listAt,
  stringAt,
} from '../store/KubeObject';
import { PrinterColumn, Resource, storageKeyOf } from './Resource';

const metadataSchema: Schema = {
  type: 'object',
  properties: {
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    annotations: { type: 'object', additionalProperties: { type: 'string' } },
    finalizers: {
      type: 'array',
      items: { type: 'string' },
      'x-kubernetes-list-type': 'set',
    },
    ownerReferences: {
      type: 'array',
      items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['uid'],
    },
  },
  'x-kubernetes-preserve-unknown-fields': true,
};

const withImplicitFields = (schema: Schema): Schema => ({
  ...schema,
  type: 'object',
  properties: {
    ...schema.properties,
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    metadata: metadataSchema,
  },
});

const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];

/** One served resource per served version of a CustomResourceDefinition. */
export const resourcesOfDefinition = (definition: KubeObject): Resource[] => {
  const group = stringAt(definition, 'spec', 'group') ?? '';
  const names = at(definition, 'spec', 'names');
  const plural = stringAt(names, 'plural') ?? '';
  const kind = stringAt(names, 'kind') ?? '';
  const versions = listAt(definition, 'spec', 'versions');
  const storage = versions.find(version => version.storage === true);
  return versions
    .filter(version => version.served === true)
    .map(version => {
      const schema = at(version, 'schema', 'openAPIV3Schema');
      const subresources = at(version, 'subresources');
      return {
        group,
        version: stringAt(version, 'name') ?? '',
        kind,
        plural,
        singular: stringAt(names, 'singular') ?? kind.toLowerCase(),
        shortNames: strings(at(names, 'shortNames')),
        categories: strings(at(names, 'categories')),
        namespaced: stringAt(definition, 'spec', 'scope') === 'Namespaced',
        storageKey: storageKeyOf(group, plural),
        storageVersion: stringAt(storage, 'name') ?? '',
        origin: 'custom' as const,
        subresources: [
          ...(isJsonObject(subresources) && subresources.status
            ? (['status'] as const)
            : []),
          ...(isJsonObject(subresources) && subresources.scale
            ? (['scale'] as const)
            : []),
        ],
        schema: withImplicitFields(
          isJsonObject(schema)
            ? (schema as Schema)
            : { 'x-kubernetes-preserve-unknown-fields': true },
        ),
        resolve: one => one,
        printerColumns: listAt(
          version,
          'additionalPrinterColumns',
        ) as unknown as PrinterColumn[],
        selectableFields: listAt(version, 'selectableFields').map(field =>
          (stringAt(field, 'jsonPath') ?? '').replace(/^\./, ''),
        ),
        ...(version.deprecated === true && {
          deprecationWarning:
            stringAt(version, 'deprecationWarning') ??
            `${group}/${version.name} ${kind} is deprecated`,
        }),
      };
    });
};
