import { IncomingMessage, ServerResponse } from 'node:http';
import { GitHost } from '../host/GitHost';
import { HostError, notFound } from '../host/HostError';
import { readBody } from '../http/readBody';
import { contentRoutes } from './contentRoutes';
import { issueRoutes } from './issueRoutes';
import { pullRoutes } from './pullRoutes';
import { ApiAnswer, matchRoute } from './Route';

const routes = [...contentRoutes, ...pullRoutes, ...issueRoutes];
const maxBody = 16 * 1024 * 1024;

/** Answers what stands below `/api/v1`. */
export const answerApi = async (
  host: GitHost,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const send = ({ status = 200, body, headers }: ApiAnswer) => {
    response.writeHead(status, {
      'Content-Type': 'application/json;charset=utf-8',
      ...headers,
    });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
  try {
    send(await answerOf(host, request));
  } catch (error) {
    const known = error instanceof HostError;
    const message = error instanceof Error ? error.message : String(error);
    send({
      status: known ? error.status : 500,
      body: { message, url: `${host.url}/api/swagger` },
    });
  }
};

const answerOf = async (
  host: GitHost,
  request: IncomingMessage,
): Promise<ApiAnswer> => {
  const url = new URL(request.url ?? '/', host.url);
  const user = host.users.authenticate(request.headers.authorization);
  if (user === 'refused')
    throw new HostError(401, 'user does not exist or the password is wrong');
  const segments = url.pathname
    .slice('/api/v1/'.length)
    .split('/')
    .map(decodeURIComponent);
  for (const route of routes) {
    const params = matchRoute(route, request.method ?? 'GET', segments);
    if (!params) continue;
    return route.handle({
      host,
      user,
      params,
      query: url.searchParams,
      body: await readJson(request),
    });
  }
  throw notFound();
};

const readJson = async (
  request: IncomingMessage,
): Promise<Record<string, unknown>> => {
  const bytes = await readBody(request, maxBody);
  if (!bytes.length) return {};
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof value === 'object' && value && !Array.isArray(value))
      return { ...value };
  } catch {
    // Answered below, as any other body that is not an object.
  }
  throw new HostError(422, 'the body is not a JSON object');
};
