import { MemoryGitHost, MemoryPull } from '../memory/MemoryGitHost';
import { MemoryChanges, MemoryTree } from '../memory/MemoryRepository';

/** An answer of a server, before it becomes HTTP. */
export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (json: unknown): Answer => ({ status: 200, json });
export const created = (json: unknown): Answer => ({ status: 201, json });
export const nothing: Answer = { status: 204 };
export const notFound: Answer = { status: 404, json: { message: 'Not Found' } };

/** A request, taken apart. */
export interface Ask {
  /** `POST /repos/shop/policies/pulls`, decoded. */
  readonly route: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** Changes that turn one tree into another. */
export const changesBetween = (
  from: MemoryTree,
  to: MemoryTree,
): MemoryChanges =>
  Object.fromEntries([
    ...[...from.keys()]
      .filter(path => !to.has(path))
      .map(path => [path, null] as const),
    ...[...to].map(([path, bytes]) => [path, bytes] as const),
  ]);

/** Adds a pull request that the host was asked for, as it is. */
export const addPull = (
  twin: MemoryGitHost,
  author: string,
  {
    head,
    base,
    title,
    body,
  }: Pick<MemoryPull, 'head' | 'base' | 'title' | 'body'>,
): MemoryPull => {
  const pull: MemoryPull = {
    number: twin.pulls.length + 1,
    author,
    head,
    base,
    title,
    body,
    labels: new Set(),
    requested: new Set(),
    state: 'open',
    headSha: twin.repository.branches.get(head) ?? '',
    reviews: [],
    comments: [],
    updatedAt: new Date().toISOString(),
  };
  twin.pulls.push(pull);
  return pull;
};

/** Items of one page. */
export const pageOf = <T>(
  items: readonly T[],
  query: URLSearchParams,
): readonly T[] => {
  const size = Number(query.get('per_page') ?? 30);
  const page = Number(query.get('page') ?? 1);
  return items.slice((page - 1) * size, page * size);
};
