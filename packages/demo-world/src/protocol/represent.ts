import { apiVersionOf, Resource } from '../kinds/Resource';
import { KubeObject } from '../store/KubeObject';
import { Representation } from './negotiate';
import { toTable } from './table';

/** An object as the requested version shows it; versions differ in name only. */
export const inVersion = (object: KubeObject, resource: Resource): KubeObject =>
  resource.version === resource.storageVersion
    ? object
    : { ...object, apiVersion: apiVersionOf(resource) };

/** Answers one object in the form the client wants. */
export const representOne = (
  object: KubeObject,
  resource: Resource,
  as: Representation,
  query: URLSearchParams,
  now: Date,
  noHeaders = false,
): unknown => {
  const shown = inVersion(object, resource);
  switch (as) {
    case 'table':
      return toTable([shown], resource, {
        include: query.get('includeObject') ?? 'Metadata',
        metadata: { resourceVersion: object.metadata.resourceVersion },
        now,
        noHeaders,
      });
    case 'partial':
      return {
        apiVersion: 'meta.k8s.io/v1',
        kind: 'PartialObjectMetadata',
        metadata: object.metadata,
      };
    default:
      return shown;
  }
};

/** Answers a list in the form the client wants. */
export const representList = (
  items: readonly KubeObject[],
  resource: Resource,
  as: Representation,
  options: {
    query: URLSearchParams;
    metadata: Record<string, unknown>;
    now: Date;
  },
): unknown => {
  const shown = items.map(item => inVersion(item, resource));
  switch (as) {
    case 'table':
      return toTable(shown, resource, {
        include: options.query.get('includeObject') ?? 'Metadata',
        metadata: options.metadata,
        now: options.now,
      });
    case 'partial':
      return {
        apiVersion: 'meta.k8s.io/v1',
        kind: 'PartialObjectMetadataList',
        metadata: options.metadata,
        items: items.map(item => ({
          apiVersion: 'meta.k8s.io/v1',
          kind: 'PartialObjectMetadata',
          metadata: item.metadata,
        })),
      };
    default:
      return {
        kind: `${resource.kind}List`,
        apiVersion: apiVersionOf(resource),
        metadata: options.metadata,
        items: shown,
      };
  }
};
