import { randomBytes, timingSafeEqual } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import path from 'node:path';
import { DemoCluster } from '../cluster/DemoCluster';
import { RunningGitHost } from '../git/startGitHost';
import { ClusterControl } from './ClusterControl';
import { ControlError } from './ControlError';
import { GitControl } from './GitControl';

/** The running control endpoint. */
export interface Control {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly token: string;
  /** Closes the endpoint and removes its file. */
  stop(): Promise<void>;
}

const maxBody = 64 * 1024;

const readArguments = async (
  request: IncomingMessage,
): Promise<Record<string, unknown>> => {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > maxBody)
      throw new ControlError(400, 'the body is too large');
  }
  if (!text.trim()) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value && !Array.isArray(value))
      return { ...value };
  } catch {
    // Answered below, as any other body that is not an object.
  }
  throw new ControlError(400, 'the body is not a JSON object');
};

const isToken = (given: string | undefined, token: string): boolean => {
  const expected = Buffer.from(`Bearer ${token}`);
  const actual = Buffer.from(given ?? '');
  return actual.length === expected.length && timingSafeEqual(actual, expected);
};

const answer = async (
  request: IncomingMessage,
  controls: ReadonlyMap<string, ClusterControl>,
  git: GitControl | undefined,
): Promise<unknown> => {
  const { method = 'GET', url = '/' } = request;
  const [root, name, action, ...rest] = url.split('?')[0].slice(1).split('/');
  if (root === 'git' && git && action === undefined)
    return answerGit(method, url, name, git);
  const noPath = () =>
    new ControlError(
      404,
      `no path "${url}"; there are GET /clusters and POST /clusters/<name>/<action>`,
    );
  if (root !== 'clusters' || rest.length) throw noPath();
  if (name === undefined) {
    if (method !== 'GET')
      throw new ControlError(405, `"/clusters" answers GET, not ${method}`);
    return [...controls.values()].map(control => control.state());
  }
  const control = controls.get(name);
  if (!control)
    throw new ControlError(
      404,
      `no cluster "${name}"; there are ${[...controls.keys()].join(', ')}`,
    );
  if (!action) throw noPath();
  if (!Object.hasOwn(control.actions, action))
    throw new ControlError(
      404,
      `no action "${action}"; there are ${Object.keys(control.actions).join(
        ', ',
      )}`,
    );
  if (method !== 'POST')
    throw new ControlError(405, `"${url}" answers POST, not ${method}`);
  await control.actions[action](await readArguments(request));
  return control.state();
};

const answerGit = async (
  method: string,
  url: string,
  action: string | undefined,
  git: GitControl,
): Promise<unknown> => {
  const wanted = action === undefined ? 'GET' : 'POST';
  if (action !== undefined && !Object.hasOwn(git.actions, action))
    throw new ControlError(
      404,
      `no action "${action}"; there are ${Object.keys(git.actions).join(', ')}`,
    );
  if (method !== wanted)
    throw new ControlError(405, `"${url}" answers ${wanted}, not ${method}`);
  if (action !== undefined) await git.actions[action]();
  return git.state();
};

/**
 * Lets other processes of this machine stop, start and break the clusters, and
 * stop and start the git host: plain HTTP on loopback, with a token made at each start. `control.json` in the
 * directory, readable by its owner only, says how: `{"url", "token"}`.
 */
export const startControl = async (
  directory: string,
  clusters: readonly DemoCluster[],
  gitHost?: RunningGitHost,
): Promise<Control> => {
  const git = gitHost && new GitControl(gitHost);
  const controls = new Map(
    clusters.map(cluster => [cluster.name, new ClusterControl(cluster)]),
  );
  const token = randomBytes(32).toString('base64url');
  const server = createServer(async (request, response) => {
    const send = (code: number, body: unknown) => {
      response.writeHead(code, { 'Content-Type': 'application/json' });
      response.end(`${JSON.stringify(body)}\n`);
    };
    try {
      if (!isToken(request.headers.authorization, token))
        throw new ControlError(
          401,
          'send the token of control.json as "Authorization: Bearer <token>"',
        );
      send(200, await answer(request, controls, git));
    } catch (error) {
      const { message } = error as Error;
      send(error instanceof ControlError ? error.code : 500, {
        error: message,
      });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const file = path.join(directory, 'control.json');
  // Written anew, since the mode of a file that exists already would stay as it is.
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify({ url, token })}\n`, { mode: 0o600 });
  return {
    url,
    token,
    async stop() {
      rmSync(file, { force: true });
      await new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
};
