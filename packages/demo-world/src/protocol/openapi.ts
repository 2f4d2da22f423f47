import { createHash } from 'node:crypto';
import { kindSchemaName } from '../schema/builtinSchemas';
import { Resource } from '../kinds/Resource';
import { Schema } from '../schema/Schema';

const basePath = (group: string, version: string) =>
  group ? `apis/${group}/${version}` : `api/${version}`;

const collectionPath = (resource: Resource) =>
  `/${basePath(resource.group, resource.version)}/${
    resource.namespaced ? 'namespaces/{namespace}/' : ''
  }${resource.plural}`;

const gvkOf = (resource: Resource) => ({
  group: resource.group,
  version: resource.version,
  kind: resource.kind,
});

const parameter = (name: string) => ({
  name,
  in: 'query',
  schema: { type: 'string', uniqueItems: true },
});

const writeParameters = ['dryRun', 'fieldManager', 'fieldValidation'].map(
  parameter,
);

/** kubectl looks here to learn whether the server validates fields and can dry-run. */
const pathsOf = (resource: Resource) => {
  const operation = (action: string, parameters: unknown[]) => ({
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvkOf(resource),
    parameters,
    responses: { 200: { description: 'OK' } },
  });
  const collection = collectionPath(resource);
  return {
    [collection]: {
      get: operation('list', ['labelSelector', 'fieldSelector'].map(parameter)),
      post: operation('post', writeParameters),
    },
    [`${collection}/{name}`]: {
      get: operation('get', []),
      put: operation('put', writeParameters),
      patch: operation('patch', [...writeParameters, parameter('force')]),
      delete: operation('delete', [parameter('dryRun')]),
    },
  };
};

const schemaName = (resource: Resource) =>
  resource.origin === 'builtin'
    ? kindSchemaName(resource)
    : `${resource.group.split('.').reverse().join('.')}.${resource.version}.${
        resource.kind
      }`;

const namedSchema = (resource: Resource): Schema => ({
  ...resource.schema,
  'x-kubernetes-group-version-kind': [gvkOf(resource)],
});

const refPrefix = '#/components/schemas/';

/** Names of the schemas that a schema refers to, directly. */
const refsIn = (node: unknown): string[] => {
  if (Array.isArray(node)) return node.flatMap(refsIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string'
      ? [value.slice(refPrefix.length)]
      : refsIn(value),
  );
};

const withReferenced = (
  start: Record<string, Schema>,
  shared: Readonly<Record<string, Schema>>,
): Record<string, Schema> => {
  const found = { ...start };
  const queue = Object.values(start).flatMap(refsIn);
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (found[name] || !shared[name]) continue;
    found[name] = shared[name];
    queue.push(...refsIn(shared[name]));
  }
  return found;
};

const hashOf = (resources: readonly Resource[]) =>
  createHash('sha256')
    .update(JSON.stringify(resources.map(resource => resource.schema)))
    .digest('hex')
    .toUpperCase();

/** `/openapi/v3`: one document per group and version, addressed by content hash. */
export const openApiV3Index = (resources: readonly Resource[]) => {
  const paths = new Set(resources.map(one => basePath(one.group, one.version)));
  return {
    paths: Object.fromEntries(
      [...paths].map(path => [
        path,
        {
          serverRelativeURL: `/openapi/v3/${path}?hash=${hashOf(
            resources.filter(one => basePath(one.group, one.version) === path),
          )}`,
        },
      ]),
    ),
  };
};

/** `/openapi/v3/<path>`, or undefined when nothing is served there. */
export const openApiV3 = (
  resources: readonly Resource[],
  shared: Readonly<Record<string, Schema>>,
  path: string,
) => {
  const served = resources.filter(
    one => basePath(one.group, one.version) === path,
  );
  if (served.length === 0) return undefined;
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'demo' },
    paths: Object.assign({}, ...served.map(pathsOf)),
    components: {
      schemas: withReferenced(
        Object.fromEntries(
          served.map(one => [schemaName(one), namedSchema(one)]),
        ),
        shared,
      ),
    },
  };
};

/** `/openapi/v2` as JSON; the protobuf form that old clients want is not spoken. */
export const openApiV2 = (
  resources: readonly Resource[],
  shared: Readonly<Record<string, Schema>>,
) => {
  const definitions = withReferenced(
    Object.fromEntries(
      resources.map(one => [schemaName(one), namedSchema(one)]),
    ),
    shared,
  );
  const asV2 = JSON.stringify({
    swagger: '2.0',
    info: { title: 'Kubernetes', version: 'demo' },
    paths: Object.assign({}, ...resources.map(pathsOf)),
    definitions,
  }).replaceAll(refPrefix, '#/definitions/');
  return JSON.parse(asV2) as unknown;
};

/**
 * An OpenAPI v2 document in protobuf with a title and nothing else. A kind that
 * is not in it is not checked by the client, which then learns from discovery
 * that the kind does not exist.
 */
export const openApiV2Protobuf = (): Buffer => {
  const text = (field: number, value: string) =>
    Buffer.concat([
      // Field number and wire type 2 in one byte, then the length.
      Buffer.from([field * 8 + 2, value.length]),
      Buffer.from(value, 'latin1'),
    ]);
  const info = Buffer.concat([text(1, 'Kubernetes'), text(2, 'v1.36.2')]);
  return Buffer.concat([
    text(1, '2.0'),
    text(2, info.toString('latin1')),
    text(8, ''),
  ]);
};
