import { GitHost } from '../host/GitHost';
import { HostError } from '../host/HostError';
import { HostUser } from '../host/HostUser';

/** One request to the API, taken apart. */
export interface ApiRequest {
  readonly host: GitHost;
  readonly user: HostUser | undefined;
  /** Decoded parts of the path by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ApiAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `GET /repos/:owner/:repo/branches/*branch`; a star takes the rest. */
export interface Route {
  readonly pattern: string;
  readonly handle: (request: ApiRequest) => Promise<ApiAnswer> | ApiAnswer;
}

/** Parts of the path when the route is meant. */
export const matchRoute = (
  { pattern }: Route,
  method: string,
  segments: readonly string[],
): Record<string, string> | undefined => {
  const [wantedMethod, path] = pattern.split(' ');
  if (wantedMethod !== method) return undefined;
  const wanted = path.slice(1).split('/');
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part.startsWith('*')) {
      const rest = segments.slice(index).join('/');
      if (!rest) return undefined;
      params[part.slice(1)] = rest;
      return params;
    }
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (part.startsWith(':')) params[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return segments.length === wanted.length ? params : undefined;
};

/** Whoever writes must have said who they are, and be allowed to. */
export const writerOf = ({ user }: ApiRequest): HostUser => {
  if (!user) throw new HostError(401, 'token is required');
  if (user.role === 'read')
    throw new HostError(403, 'user should have permission to write');
  return user;
};

export const textOf = (body: ApiRequest['body'], key: string): string => {
  const value = body[key];
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string')
    throw new HostError(422, `[${key}]: not a string`);
  return value;
};

export const listOf = (body: ApiRequest['body'], key: string): unknown[] => {
  const value = body[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new HostError(422, `[${key}]: not a list`);
  return value;
};

/** One page of a list, with the headers that Gitea sends. */
export const paged = <T>(
  query: URLSearchParams,
  all: readonly T[],
): {
  readonly items: readonly T[];
  readonly headers: Record<string, string>;
} => {
  const page = Math.max(1, Number(query.get('page')) || 1);
  const limit = Math.min(50, Math.max(1, Number(query.get('limit')) || 30));
  return {
    items: all.slice((page - 1) * limit, page * limit),
    headers: { 'X-Total-Count': String(all.length) },
  };
};
