import { KindInfo } from '@ztn/zero-trust-engine';
import { ClusterFailure, toClusterFailure } from './ClusterFailure';
import { ClusterHttp } from './ClusterHttp';

/** What the API server says of one kind. */
export type KindServing =
  | { readonly state: 'served'; readonly version: string }
  /** A fact: the cluster has no such kind, hence no such objects. */
  | { readonly state: 'not-installed' }
  /** Its group's discovery failed; nothing is known of the kind. */
  | { readonly state: 'failed'; readonly failure: ClusterFailure };

const TIMEOUT_MS = 15_000;

/**
 * Asks which kinds are served, and in which version: the first of the kind's
 * own order, since that is the order in which the engine understands them.
 * Keyed by `KindInfo.key`. Rejects with a `ClusterFailure` when the server
 * cannot be asked at all; a failing group leaves only its own kinds `failed`.
 */
export async function discoverKinds(
  http: ClusterHttp,
  kinds: readonly KindInfo[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, KindServing>> {
  const groups = await servedGroups(http, signal);
  const found = new Map<string, KindServing>();
  const byGroup = groupBy(kinds, kind => kind.group);
  await Promise.all(
    [...byGroup].map(async ([group, members]) => {
      const versions = groups.get(group) ?? [];
      const answers = await discoverGroup(
        http,
        group,
        versions,
        members,
        signal,
      );
      for (const [key, serving] of answers) found.set(key, serving);
    }),
  );
  return found;
}

/** Group → its served versions; the core group is not in `/apis`. */
async function servedGroups(
  http: ClusterHttp,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const list = await http.getJson('/apis', { signal, timeoutMs: TIMEOUT_MS });
  const groups = new Map<string, readonly string[]>([['', ['v1']]]);
  for (const group of arrayIn(list, 'groups')) {
    const name = textIn(group, 'name');
    if (!name) continue;
    groups.set(
      name,
      arrayIn(group, 'versions').flatMap(v => textIn(v, 'version') ?? []),
    );
  }
  return groups;
}

async function discoverGroup(
  http: ClusterHttp,
  group: string,
  served: readonly string[],
  kinds: readonly KindInfo[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, KindServing>> {
  const wanted = [...new Set(kinds.flatMap(kind => kind.versions))].filter(
    version => served.includes(version),
  );
  try {
    const resources = new Map<string, ReadonlySet<string>>();
    await Promise.all(
      wanted.map(async version => {
        const path = group ? `/apis/${group}/${version}` : `/api/${version}`;
        resources.set(version, await pluralsAt(http, path, signal));
      }),
    );
    return new Map(kinds.map(kind => [kind.key, servingOf(kind, resources)]));
  } catch (error) {
    if (signal.aborted) throw error;
    const failure = toClusterFailure(error);
    return new Map(kinds.map(kind => [kind.key, { state: 'failed', failure }]));
  }
}

async function pluralsAt(
  http: ClusterHttp,
  path: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  try {
    const list = await http.getJson(path, { signal, timeoutMs: TIMEOUT_MS });
    return new Set(
      arrayIn(list, 'resources').flatMap(r => textIn(r, 'name') ?? []),
    );
  } catch (error) {
    // The group lost this version between the two requests.
    if (toClusterFailure(error).reason === 'not-found') return new Set();
    throw error;
  }
}

function servingOf(
  kind: KindInfo,
  resources: ReadonlyMap<string, ReadonlySet<string>>,
): KindServing {
  const version = kind.versions.find(v => resources.get(v)?.has(kind.plural));
  return version ? { state: 'served', version } : { state: 'not-installed' };
}

function arrayIn(value: unknown, field: string): readonly unknown[] {
  const found = (value as Record<string, unknown> | null)?.[field];
  return Array.isArray(found) ? found : [];
}

function textIn(value: unknown, field: string): string | undefined {
  const found = (value as Record<string, unknown> | null)?.[field];
  return typeof found === 'string' ? found : undefined;
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
