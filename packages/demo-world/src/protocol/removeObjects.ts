import { apiVersionOf } from '../kinds/Resource';
import { isJsonObject } from '../store/KubeObject';
import { deleteObject } from '../write/deleteObject';
import { DeleteOptions } from '../write/WriteOptions';
import { KubeError } from './KubeError';
import { readBody } from './readBody';
import { Reply, Scope } from './Scope';

const isPropagation = (
  value: unknown,
): value is NonNullable<DeleteOptions['propagation']> =>
  value === 'Background' || value === 'Foreground' || value === 'Orphan';

const text = (value: unknown) =>
  typeof value === 'string' ? value : undefined;

const deleteOptions = async ({
  request,
  query,
}: Scope): Promise<DeleteOptions> => {
  const body = (await readBody(request)) ?? {};
  const sent = isJsonObject(body) ? body : {};
  const preconditions = isJsonObject(sent.preconditions)
    ? sent.preconditions
    : {};
  const propagation = query.get('propagationPolicy') ?? sent.propagationPolicy;
  if (propagation !== undefined && !isPropagation(propagation))
    throw KubeError.badRequest(
      `invalid propagationPolicy: Unsupported value: ${JSON.stringify(
        propagation,
      )}: supported values: "Foreground", "Background", "Orphan"`,
    );
  const grace = query.get('gracePeriodSeconds') ?? sent.gracePeriodSeconds;
  return {
    propagation,
    gracePeriodSeconds:
      grace === undefined || grace === null ? undefined : Number(grace),
    uid: text(preconditions.uid),
    resourceVersion: text(preconditions.resourceVersion),
    dryRun:
      query.get('dryRun') === 'All' ||
      (Array.isArray(sent.dryRun) && sent.dryRun.includes('All')),
  };
};

const remove = (
  { context, resource }: Scope,
  metadata: { name: string; namespace?: string },
  options: DeleteOptions,
) =>
  deleteObject(context.store, resource, metadata.namespace, metadata.name, {
    ...options,
    now: context.now,
  });

/** DELETE of one object. */
export const removeObject = async (scope: Scope): Promise<Reply> => {
  if (scope.info.subresource) throw KubeError.methodNotAllowed();
  const { resource, name, namespace } = scope;
  const { object, gone } = remove(
    scope,
    { name, namespace },
    await deleteOptions(scope),
  );
  // A pod, and anything that is still on its way out, is answered as the object.
  if (!gone || resource.kind === 'Pod') return scope.reply(200, object);
  return {
    code: 200,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name,
        group: resource.group,
        kind: resource.plural,
        uid: object.metadata.uid,
      },
    },
  };
};

/** DELETE of everything that the selectors match. */
export const removeCollection = async (scope: Scope): Promise<Reply> => {
  const { context, resource } = scope;
  const options = await deleteOptions(scope);
  const items = context.store
    .list(resource.storageKey, scope.namespace)
    .filter(scope.matcher());
  for (const { metadata } of items) remove(scope, metadata, options);
  return {
    code: 200,
    body: {
      kind: `${resource.kind}List`,
      apiVersion: apiVersionOf(resource),
      metadata: { resourceVersion: `${context.store.revision}` },
      items,
    },
  };
};
