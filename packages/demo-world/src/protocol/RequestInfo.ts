import { KubeError } from './KubeError';

/** What a URL and method ask for, before anything is looked up. */
export type RequestInfo =
  | {
      readonly kind: 'path';
      readonly verb: string;
      readonly path: string;
      readonly query: URLSearchParams;
    }
  | {
      readonly kind: 'resource';
      readonly verb: Verb;
      readonly path: string;
      readonly query: URLSearchParams;
      readonly group: string;
      readonly version: string;
      readonly plural: string;
      readonly namespace?: string;
      readonly name?: string;
      readonly subresource?: string;
      /** The name that a list or watch narrows to with `metadata.name=`. */
      readonly selectedName?: string;
    };

/** A request for objects of a kind. */
export type ResourceRequest = Extract<RequestInfo, { kind: 'resource' }>;

/** The API's verbs. */
export type Verb =
  | 'get'
  | 'list'
  | 'watch'
  | 'create'
  | 'update'
  | 'patch'
  | 'delete'
  | 'deletecollection';

const isTrue = (value: string | null) => value === 'true' || value === '1';

const verbOf = (
  method: string,
  named: boolean,
  query: URLSearchParams,
): Verb | undefined => {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (named) return 'get';
      return isTrue(query.get('watch')) ? 'watch' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return named ? 'delete' : 'deletecollection';
    default:
      return undefined;
  }
};

const selectedNameOf = (query: URLSearchParams) =>
  /(?:^|,)metadata\.name==?([^,]+)/.exec(query.get('fieldSelector') ?? '')?.[1];

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw KubeError.badRequest(`invalid URL escape in "${part}"`);
  }
};

/** Reads a request line; anything that is not about a resource is a path. */
export const parseRequest = (method: string, url: string): RequestInfo => {
  const { pathname, searchParams: query } = new URL(url, 'https://cluster');
  const parts = pathname.split('/').filter(Boolean).map(decode);
  const asPath: RequestInfo = {
    kind: 'path',
    verb: method.toLowerCase(),
    path: pathname,
    query,
  };
  const core = parts[0] === 'api';
  if (!core && parts[0] !== 'apis') return asPath;
  const [group, version] = core ? ['', parts[1]] : [parts[1], parts[2]];
  let rest = parts.slice(core ? 2 : 3);
  if (!version || rest.length === 0) return asPath;

  // The old way to watch, still used by some clients: /api/v1/watch/…
  const oldWatch = rest[0] === 'watch' && method === 'GET' && rest.length > 1;
  if (oldWatch) {
    rest = rest.slice(1);
    query.set('watch', 'true');
  }
  let namespace: string | undefined;
  if (
    rest[0] === 'namespaces' &&
    rest.length > 2 &&
    !['status', 'finalize'].includes(rest[2])
  ) {
    namespace = rest[1];
    rest = rest.slice(2);
  }
  const [plural, name, subresource] = rest;
  const verb = verbOf(method, name !== undefined && !oldWatch, query);
  if (!verb || rest.length > 3) return asPath;
  return {
    kind: 'resource',
    verb,
    path: pathname,
    query,
    group,
    version,
    plural,
    namespace: plural === 'namespaces' && !namespace ? name : namespace,
    name,
    subresource,
    selectedName:
      verb === 'list' || verb === 'watch' ? selectedNameOf(query) : undefined,
  };
};
