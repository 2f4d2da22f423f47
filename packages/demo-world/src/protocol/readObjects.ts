import { ObjectStore } from '../store/ObjectStore';
import { KubeError } from './KubeError';
import { representList } from './represent';
import { Reply, Scope } from './Scope';
import { WatchStream } from './WatchStream';

const tooLarge = (asked: number, current: number) =>
  new KubeError({
    code: 504,
    reason: 'Timeout',
    message: `Too large resource version: ${asked}, current: ${current}`,
    details: {
      causes: [{ reason: 'ResourceVersionTooLarge' }],
      retryAfterSeconds: 1,
    },
  });

const checkRevision = (query: URLSearchParams, store: ObjectStore): void => {
  const text = query.get('resourceVersion') || '0';
  if (!/^\d+$/.test(text))
    throw KubeError.badRequest(`invalid resource version "${text}"`);
  const from = Number(text);
  if (from > store.revision) throw tooLarge(from, store.revision);
  // Only the present is kept, so an exact past is one that was compacted away.
  if (query.get('resourceVersionMatch') === 'Exact' && from < store.revision)
    throw KubeError.expired(
      `The resourceVersion for the provided list is too old: ${from} (${store.revision})`,
    );
};

/** Answers a list, page by page if asked. */
export const listObjects = (scope: Scope): Reply => {
  const { context, query, resource } = scope;
  const { store, pages, now } = context;
  const limit = Number(query.get('limit')) || 0;
  const token = query.get('continue');
  const matches = scope.matcher();
  if (!token) checkRevision(query, store);
  const page = token
    ? pages.next(token, limit)
    : pages.first(
        {
          items: store
            .list(resource.storageKey, scope.namespace)
            .filter(matches),
          revision: store.revision,
        },
        limit,
      );
  return {
    code: 200,
    headers: scope.warnings(),
    body: representList(page.items, resource, scope.representation, {
      query,
      now: now(),
      metadata: {
        resourceVersion: `${page.revision}`,
        ...(page.continue && {
          continue: page.continue,
          remainingItemCount: page.remaining,
        }),
      },
    }),
  };
};

/** Opens a watch, which then owns the response. */
export const watchObjects = (scope: Scope): void => {
  const { store, watches, now, bookmarkEvery } = scope.context;
  const stream = new WatchStream(store, scope.response, {
    resource: scope.resource,
    namespace: scope.namespace,
    matches: scope.matcher(),
    as: scope.representation,
    query: scope.query,
    now,
    bookmarkEvery,
  });
  watches.add(stream);
  scope.response.on('close', () => watches.delete(stream));
  stream.start();
};
