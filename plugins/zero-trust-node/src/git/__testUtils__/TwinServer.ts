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

/** What is answered to a route whose pattern matches, with what it captured. */
export type Handler = (
  ask: Ask,
  ...captured: string[]
) => Answer | Promise<Answer>;

/** Handlers by pattern of the route; the first that matches answers. */
export type Routes = readonly (readonly [pattern: RegExp, handler: Handler])[];

export const answerBy = (
  routes: Routes,
  ask: Ask,
  route: string,
): Answer | Promise<Answer> => {
  for (const [pattern, handler] of routes) {
    const found = pattern.exec(route);
    if (found) return handler(ask, ...found.slice(1));
  }
  return notFound;
};

/** Items of one page, of the size that the host takes when none is asked for. */
export const pageOf = <T>(
  items: readonly T[],
  query: URLSearchParams,
  usual: number,
): readonly T[] => {
  const size = Math.min(100, Number(query.get('per_page') ?? usual));
  const page = Number(query.get('page') ?? 1);
  return items.slice((page - 1) * size, page * size);
};
