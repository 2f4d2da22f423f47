import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { request as httpsRequest } from 'node:https';
import { DemoWorld, startDemoWorld } from '../startDemoWorld';

let world: DemoWorld;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'demo-control-'));
  world = await startDemoWorld({ directory, clusters: [{ name: 'one' }] });
});

afterAll(async () => {
  await world.stop();
  rmSync(directory, { recursive: true });
});

afterEach(() => ask('POST', '/clusters/one/recover'));

const ask = async (
  method: string,
  url: string,
  body?: string,
  token = world.control.token,
) => {
  const response = await fetch(`${world.control.url}${url}`, {
    method,
    body,
    headers: { Authorization: `Bearer ${token}` },
  });
  return { code: response.status, body: await response.json() };
};

/** The status that the reader gets from the cluster, or the error of the connection. */
const asReader = (url: string): Promise<number | string | undefined> =>
  new Promise(resolve => {
    const { caCert, tokens, url: base } = world.cluster('one');
    httpsRequest(
      `${base}${url}`,
      {
        ca: caCert,
        agent: false,
        headers: { Authorization: `Bearer ${tokens.reader}` },
      },
      response => {
        response.resume();
        resolve(response.statusCode);
      },
    )
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
      .end();
  });

it('leaves its address and token in a file that only its owner can read', () => {
  const file = path.join(directory, 'control.json');
  const { url, token } = world.control;
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ url, token });
  expect(statSync(file).mode.toString(8)).toMatch(/600$/);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

it('removes that file when the world stops', async () => {
  const other = mkdtempSync(path.join(tmpdir(), 'demo-control-'));
  const brief = await startDemoWorld({ directory: other, clusters: [] });
  expect(existsSync(path.join(other, 'control.json'))).toBe(true);
  await brief.stop();
  expect(existsSync(path.join(other, 'control.json'))).toBe(false);
  rmSync(other, { recursive: true });
});

it('answers nobody without the token', async () => {
  const { code, body } = await ask('GET', '/clusters', undefined, 'guess');
  expect(code).toBe(401);
  expect(body.error).toContain('control.json');
  const bare = await fetch(`${world.control.url}/clusters/one/stop`, {
    method: 'POST',
  });
  expect(bare.status).toBe(401);
  expect(await asReader('/api/v1/pods')).toBe(200);
});

it('tells how every cluster stands', async () => {
  expect(await ask('GET', '/clusters')).toEqual({
    code: 200,
    body: [
      {
        name: 'one',
        url: world.cluster('one').url,
        state: 'running',
        objects: world.cluster('one').objectCount,
        faults: [],
      },
    ],
  });
});

it('stops a cluster, and starts it again at the same address with its objects', async () => {
  const before = world.cluster('one').objectCount;
  const stopped = await ask('POST', '/clusters/one/stop');
  expect(stopped.body).toMatchObject({ state: 'stopped' });
  await ask('POST', '/clusters/one/stop');
  expect(await asReader('/api/v1/pods')).toBe('ECONNREFUSED');
  const started = await ask('POST', '/clusters/one/start');
  expect(started.body).toMatchObject({ state: 'running', objects: before });
  expect(await asReader('/api/v1/pods')).toBe(200);
});

it('forbids a kind to the reader until it is allowed again', async () => {
  const { body } = await ask(
    'POST',
    '/clusters/one/forbid',
    '{"kind":"services"}',
  );
  expect(body.faults).toEqual(['forbid Service']);
  expect(await asReader('/api/v1/services')).toBe(403);
  expect(await asReader('/api/v1/pods')).toBe(200);
  await ask('POST', '/clusters/one/allow', '{"kind":"Service"}');
  expect(await asReader('/api/v1/services')).toBe(200);
});

it('answers a kind, or everything, with an error status', async () => {
  await ask('POST', '/clusters/one/refuse', '{"kind":"Pod","code":500}');
  expect(await asReader('/api/v1/pods')).toBe(500);
  expect(await asReader('/api/v1/services')).toBe(200);
  await ask('POST', '/clusters/one/refuse');
  expect(await asReader('/api/v1/services')).toBe(503);
  const { body } = await ask('POST', '/clusters/one/recover');
  expect(body.faults).toEqual([]);
  expect(await asReader('/api/v1/services')).toBe(200);
});

it('slows a kind down until it is told 0', async () => {
  await ask('POST', '/clusters/one/slow', '{"kind":"Pod","milliseconds":80}');
  const began = performance.now();
  expect(await asReader('/api/v1/pods')).toBe(200);
  expect(performance.now() - began).toBeGreaterThanOrEqual(79);
  const { body } = await ask(
    'POST',
    '/clusters/one/slow',
    '{"kind":"Pod","milliseconds":0}',
  );
  expect(body.faults).toEqual([]);
});

it('cuts watches and forgets history', async () => {
  expect((await ask('POST', '/clusters/one/cutWatches')).code).toBe(200);
  expect((await ask('POST', '/clusters/one/expire')).code).toBe(200);
  expect(
    await asReader('/api/v1/pods?resourceVersion=1&resourceVersionMatch=Exact'),
  ).toBe(410);
});

it.each([
  ['GET', '/', undefined, 404, 'no path "/"'],
  ['GET', '/clusters/one', undefined, 404, 'no path "/clusters/one"'],
  [
    'POST',
    '/clusters/two/stop',
    undefined,
    404,
    'no cluster "two"; there are one',
  ],
  [
    'POST',
    '/clusters/one/explode',
    undefined,
    404,
    'no action "explode"; there are stop,',
  ],
  ['POST', '/clusters/one/toString', undefined, 404, 'no action "toString"'],
  ['GET', '/clusters/one/stop', undefined, 405, 'answers POST, not GET'],
  ['POST', '/clusters/one/forbid', '{', 400, 'the body is not a JSON object'],
  ['POST', '/clusters/one/forbid', '[]', 400, 'the body is not a JSON object'],
  ['POST', '/clusters/one/forbid', '{}', 400, 'say "kind" in the body'],
  [
    'POST',
    '/clusters/one/forbid',
    '{"kind":"Podd"}',
    400,
    'no kind "Podd" is served by cluster "one"',
  ],
  ['POST', '/clusters/one/slow', '{"kind":"Pod"}', 400, 'say "milliseconds"'],
  ['POST', '/clusters/one/refuse', '{"code":200}', 400, '"code" is one of 429'],
] as const)(
  'answers %s %s %s with %i: %s',
  async (method, url, body, code, message) => {
    const answer = await ask(method, url, body);
    expect(answer.code).toBe(code);
    expect(answer.body.error).toContain(message);
  },
);

describe('with a git host', () => {
  let withGit: DemoWorld;
  let other: string;

  beforeAll(async () => {
    other = mkdtempSync(path.join(tmpdir(), 'demo-control-'));
    withGit = await startDemoWorld({
      directory: other,
      clusters: [],
      git: { port: 0 },
    });
  });
  afterAll(async () => {
    await withGit.stop();
    rmSync(other, { recursive: true });
  });

  const askGit = async (method: string, url: string) => {
    const response = await fetch(`${withGit.control.url}${url}`, {
      method,
      headers: { Authorization: `Bearer ${withGit.control.token}` },
    });
    return { code: response.status, body: await response.json() };
  };

  const version = async () => {
    const response = await fetch(`${withGit.git?.url}/api/v1/version`);
    return response.status;
  };

  it('stops it and starts it again, with what it knew', async () => {
    expect(await askGit('GET', '/git')).toMatchObject({
      code: 200,
      body: { url: withGit.git?.url, state: 'running' },
    });
    expect((await askGit('POST', '/git/stop')).body.state).toBe('stopped');
    await expect(version()).rejects.toThrow('fetch failed');
    expect((await askGit('POST', '/git/start')).body.state).toBe('running');
    expect(await version()).toBe(200);
  });

  it('lets it be read and not written while it is frozen', async () => {
    const chooseUser = () =>
      fetch(`${withGit.git?.url}/-/user`, {
        method: 'POST',
        redirect: 'manual',
        headers: { Origin: String(withGit.git?.url) },
        body: new URLSearchParams({ login: 'guest', back: '/' }),
      });
    expect((await askGit('POST', '/git/freeze')).body.state).toBe('frozen');
    expect(await version()).toBe(200);
    expect((await chooseUser()).status).toBe(503);
    expect((await askGit('POST', '/git/start')).body.state).toBe('running');
    expect((await chooseUser()).status).toBe(303);
  });

  it.each([
    ['POST', '/git/burn', 404],
    ['GET', '/git/stop', 405],
    ['POST', '/git', 405],
  ])('answers %s %s with %i', async (method, url, code) => {
    expect((await askGit(method, url)).code).toBe(code);
  });

  it('has none where there is none', async () => {
    expect((await ask('GET', '/git')).code).toBe(404);
  });
});
