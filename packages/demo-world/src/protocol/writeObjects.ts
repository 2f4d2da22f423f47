import { serverSideApply } from '../apply/serverSideApply';
import { apiVersionOf } from '../kinds/Resource';
import { applyJsonPatch } from '../patch/jsonPatch';
import { applyMergePatch } from '../patch/mergePatch';
import { applyStrategicMergePatch } from '../patch/strategicMergePatch';
import { isJsonObject, JsonObject, KubeObject } from '../store/KubeObject';
import { KubeError } from './KubeError';
import { asKubeObject, readBody } from './readBody';
import { toScale, withScale } from './scale';
import { Reply, Scope } from './Scope';

const patchTypes = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply',
} as const;

const sentObject = async (scope: Scope): Promise<KubeObject> => {
  const object = asKubeObject(await readBody(scope.request));
  scope.checkKind(object);
  return scope.placed(object);
};

const change = (
  scope: Scope,
  by: (current: KubeObject) => KubeObject,
  operation?: 'Apply',
): Reply =>
  scope.reply(
    200,
    scope.context.writer.update(
      scope.resource,
      scope.namespace,
      scope.name,
      by,
      scope.writeOptions(operation),
    ),
  );

/** POST: a new object. */
export const createObject = async (scope: Scope): Promise<Reply> => {
  if (scope.info.name || (scope.resource.namespaced && !scope.namespace))
    throw KubeError.methodNotAllowed();
  const object = await sentObject(scope);
  return scope.reply(
    201,
    scope.context.writer.create(scope.resource, object, scope.writeOptions()),
  );
};

/** PUT: the whole object, or the number of replicas through `scale`. */
export const replaceObject = async (scope: Scope): Promise<Reply> => {
  if (scope.info.subresource === 'scale') {
    const scale = asKubeObject(await readBody(scope.request));
    return change(scope, current => withScale(current, scale));
  }
  const object = await sentObject(scope);
  if (!object.metadata.name)
    throw KubeError.invalid(scope.resource, scope.name, [
      {
        reason: 'FieldValueRequired',
        field: 'metadata.name',
        message: 'Required value: name must be provided',
      },
    ]);
  return change(scope, () => object);
};

const apply = (scope: Scope, sent: KubeObject): Reply => {
  const { context, resource, query } = scope;
  scope.checkKind(sent);
  if (!query.get('fieldManager'))
    throw KubeError.badRequest(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  if (sent.metadata?.managedFields?.length)
    throw KubeError.badRequest(
      'metadata.managedFields must be nil in an apply configuration',
    );
  const configuration = scope.placed({
    ...sent,
    metadata: { ...sent.metadata, name: scope.name },
  });
  const options = scope.writeOptions('Apply');
  if (resource.subresources.includes('status') && !options.subresource)
    delete configuration.status;
  const merge = (live: KubeObject) =>
    serverSideApply({
      live,
      configuration: configuration as unknown as JsonObject,
      resource,
      by: context.writer.managerOf(resource, options),
      force: query.get('force') === 'true',
    });
  const exists = context.store.get(
    resource.storageKey,
    scope.namespace,
    scope.name,
  );
  if (exists) return change(scope, merge, 'Apply');
  return scope.reply(
    201,
    context.writer.create(resource, merge({ ...configuration }), options),
  );
};

/** PATCH in all four kinds; custom resources know no strategic merge. */
export const patchObject = async (scope: Scope): Promise<Reply> => {
  const type = (scope.request.headers['content-type'] ?? '').split(';')[0];
  const how = Object.hasOwn(patchTypes, type)
    ? patchTypes[type as keyof typeof patchTypes]
    : undefined;
  const custom = scope.resource.origin === 'custom';
  if (!how || (how === 'strategic' && custom)) {
    const known = Object.keys(patchTypes).filter(
      one => !custom || !one.includes('strategic'),
    );
    throw new KubeError({
      code: 415,
      reason: 'UnsupportedMediaType',
      message: `the body of the request was in an unknown format - accepted media types include: ${known.join(
        ', ',
      )}`,
    });
  }
  const body = await readBody(scope.request);
  if (how === 'apply') return apply(scope, asKubeObject(body));
  const patched = (document: JsonObject): JsonObject => {
    if (how === 'json') return applyJsonPatch(document, body);
    if (!isJsonObject(body))
      throw KubeError.badRequest('the patch must be an object');
    return how === 'merge'
      ? applyMergePatch(document, body)
      : applyStrategicMergePatch(document, body, scope.resource);
  };
  return change(scope, current => {
    const scale = scope.info.subresource === 'scale';
    const before = scale ? toScale(current) : current;
    const after = patched(
      before as unknown as JsonObject,
    ) as unknown as KubeObject;
    if (scale) return withScale(current, after);
    // Objects are kept in the storage version, which may not be the one on the URL.
    scope.checkKind({ ...after, apiVersion: apiVersionOf(scope.resource) });
    return after;
  });
};
