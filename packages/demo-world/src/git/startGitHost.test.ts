import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { HostUser } from './host/HostUser';
import { Protection } from './host/PullRequest';
import { runGit } from './repository/runGit';
import { RunningGitHost, startGitHost } from './startGitHost';

const person = (login: string, role: HostUser['role'], id: number) => ({
  id,
  login,
  fullName: login,
  email: `${login}@shop.example`,
  teams: [],
  role,
});

const noPush: Protection = {
  rule_name: 'main',
  enable_push: false,
  enable_status_check: false,
  status_check_contexts: [],
  required_approvals: 0,
  block_on_rejected_reviews: false,
};

let directory: string;
let host: RunningGitHost;

beforeEach(async () => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'git-host-'));
  host = await startGitHost({
    directory,
    users: [
      person('mila', 'write', 1),
      person('elif', 'admin', 2),
      person('guest', 'read', 3),
    ],
    repositories: [
      {
        owner: 'shop',
        name: 'policies',
        seed: { 'README.md': '# Policies\n', 'a/b c.yaml': 'x: 1\n' },
        protections: [noPush],
      },
    ],
  });
});
afterEach(async () => {
  await host.stop();
  rmSync(directory, { recursive: true });
});

const repository = () => host.repository('shop', 'policies');

const address = (login?: string, secret = host.users.secretOf(login ?? '')) =>
  `${host.url.replace(
    '//',
    login ? `//${login}:${secret}@` : '//',
  )}/shop/policies`;

/** Git in a working copy, as a person types it; answers its exit code. */
const git = async (...args: string[]) => {
  const { code } = await runGit(['-C', path.join(directory, 'copy'), ...args], {
    answers: [0, 1, 128],
    env: {
      GIT_AUTHOR_NAME: 'Mila',
      GIT_AUTHOR_EMAIL: 'mila@shop.example',
      GIT_COMMITTER_NAME: 'Mila',
      GIT_COMMITTER_EMAIL: 'mila@shop.example',
    },
  });
  return code;
};

const clone = () =>
  runGit(['clone', '-q', address(), path.join(directory, 'copy')]);

const commitSomething = async (text: string) => {
  writeFileSync(path.join(directory, 'copy', 'README.md'), text);
  await git('commit', '-qam', text);
};

const api = async (
  method: string,
  at: string,
  { login, body }: { login?: string; body?: unknown } = {},
) => {
  const response = await fetch(`${host.url}/api/v1/${at}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: login
      ? { Authorization: `token ${host.users.secretOf(login)}` }
      : {},
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : undefined };
};

const repo = 'repos/shop/policies';

describe('git over HTTP', () => {
  it('can be cloned without a password, with one commit of history', async () => {
    await clone();
    const copy = path.join(directory, 'copy');
    expect(readFileSync(path.join(copy, 'a', 'b c.yaml'), 'utf8')).toBe(
      'x: 1\n',
    );
    const { output } = await runGit([
      '-C',
      copy,
      'rev-list',
      '--count',
      'HEAD',
    ]);
    expect(output.toString().trim()).toBe('1');
  });

  it('takes a branch that somebody pushes, and tells of it', async () => {
    await clone();
    await commitSomething('# Mine\n');
    const pushes: string[] = [];
    repository().on(event => {
      if (event.type === 'push')
        pushes.push(`${event.change.by?.login} ${event.change.branch}`);
    });
    expect(await git('push', '-q', address('mila'), 'HEAD:zero-trust/x')).toBe(
      0,
    );
    expect(pushes).toEqual(['mila zero-trust/x']);
    const head = await repository().git.branch('zero-trust/x');
    const [commit] = await repository().git.commits(head ?? '', { limit: 1 });
    expect(commit).toMatchObject({ name: 'Mila', message: '# Mine' });
  });

  it.each([
    ['nobody', undefined, undefined],
    ['somebody with a wrong password', 'mila', 'wrong'],
    ['somebody who may only read', 'guest', undefined],
  ])('takes nothing from %s', async (_, login, secret) => {
    await clone();
    await commitSomething('# Mine\n');
    expect(await git('push', '-q', address(login, secret), 'HEAD:x')).not.toBe(
      0,
    );
    expect(await repository().git.branch('x')).toBeUndefined();
  });

  it('takes a push to a protected branch from administrators alone', async () => {
    await clone();
    await commitSomething('# Mine\n');
    const before = await repository().git.branch('main');
    expect(await git('push', '-q', address('mila'), 'HEAD:main')).not.toBe(0);
    expect(await repository().git.branch('main')).toBe(before);
    expect(await git('push', '-q', address('elif'), 'HEAD:main')).toBe(0);
    expect(await repository().git.branch('main')).not.toBe(before);
  });

  it('moves the head of an open pull request with its branch', async () => {
    await clone();
    await commitSomething('# One\n');
    await git('push', '-q', address('mila'), 'HEAD:x');
    await api('POST', `${repo}/pulls`, {
      login: 'mila',
      body: { head: 'x', base: 'main', title: 'Mine' },
    });
    await commitSomething('# Two\n');
    await git('push', '-q', address('mila'), 'HEAD:x');
    const { body } = await api('GET', `${repo}/pulls/1`);
    expect(body.head.sha).toBe(await repository().git.branch('x'));
  });
});

describe('the API', () => {
  it.each([
    ['GET', 'user', {}, 401],
    ['GET', `${repo}/branches/nowhere`, {}, 404],
    ['GET', 'repos/shop/nowhere', {}, 404],
    ['POST', `${repo}/branches`, { body: { new_branch_name: 'x' } }, 401],
    [
      'POST',
      `${repo}/branches`,
      { login: 'guest', body: { new_branch_name: 'x' } },
      403,
    ],
    [
      'POST',
      `${repo}/branches`,
      { login: 'mila', body: { new_branch_name: '../x' } },
      422,
    ],
    [
      'POST',
      `${repo}/branches`,
      { login: 'mila', body: { new_branch_name: 'main' } },
      409,
    ],
    ['DELETE', `${repo}/branches/main`, { login: 'elif' }, 403],
    [
      'POST',
      `${repo}/contents`,
      {
        login: 'mila',
        body: {
          branch: 'main',
          new_branch: 'x',
          message: 'm',
          files: [{ operation: 'create', path: 'README.md', content: '' }],
        },
      },
      422,
    ],
    [
      'POST',
      `${repo}/contents`,
      {
        login: 'mila',
        body: {
          branch: 'main',
          new_branch: 'x',
          message: 'm',
          files: [
            {
              operation: 'update',
              path: 'README.md',
              content: '',
              sha: '0'.repeat(40),
            },
          ],
        },
      },
      422,
    ],
    [
      'POST',
      `${repo}/contents`,
      {
        login: 'mila',
        body: {
          branch: 'main',
          message: 'm',
          files: [{ operation: 'create', path: 'n.yaml', content: '' }],
        },
      },
      403,
    ],
    [
      'POST',
      `${repo}/pulls`,
      { login: 'mila', body: { head: 'main', base: 'main', title: 't' } },
      422,
    ],
    ['POST', `${repo}/hooks`, { login: 'mila', body: {} }, 403],
    [
      'PATCH',
      `${repo}/branch_protections/main`,
      { login: 'mila', body: { enable_push: true } },
      403,
    ],
  ])('answers %s %s with %j as Gitea does', async (method, at, sent, code) => {
    const { status, body } = await api(method, at, sent);
    expect(status).toBe(code);
    expect(typeof body.message).toBe('string');
  });

  it('makes one commit of several files, and leaves the others as they are', async () => {
    const readme = await api('GET', `${repo}/git/trees/main?recursive=true`);
    const old = readme.body.tree.find(
      (item: { path: string }) => item.path === 'README.md',
    );
    const { status, body } = await api('POST', `${repo}/contents`, {
      login: 'mila',
      body: {
        branch: 'main',
        new_branch: 'x',
        message: 'Two files',
        files: [
          {
            operation: 'create',
            path: 'new/"quoted" name.yaml',
            content: Buffer.from('y: "ü"\n').toString('base64'),
          },
          { operation: 'delete', path: 'README.md', sha: old.sha },
        ],
      },
    });
    expect(status).toBe(201);
    const tree = await repository().git.tree(body.commit.sha, 'all');
    const files = (tree ?? []).filter(({ type }) => type === 'blob');
    expect(files.map(({ path: file }) => file).sort()).toEqual([
      'a/b c.yaml',
      'new/"quoted" name.yaml',
    ]);
    const blob = await repository().git.blob(files[1].sha);
    expect(blob?.toString('utf8')).toBe('y: "ü"\n');
  });

  it('lets an administrator change what a branch asks for', async () => {
    await api('PATCH', `${repo}/branch_protections/main`, {
      login: 'elif',
      body: { enable_push: true, required_approvals: 2 },
    });
    const { body } = await api('GET', `${repo}/branches/main`, {
      login: 'mila',
    });
    expect(body).toMatchObject({
      user_can_push: true,
      required_approvals: 2,
    });
  });
});

describe('webhooks', () => {
  it('tell of pull requests and reviews, signed with the secret', async () => {
    const heard: { event: string; body: string; right: boolean }[] = [];
    const receiver = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const signature = createHmac('sha256', 's3cret')
        .update(body)
        .digest('hex');
      heard.push({
        event: String(request.headers['x-gitea-event']),
        body,
        right: request.headers['x-gitea-signature'] === signature,
      });
      response.end();
    });
    await new Promise<void>(resolve => {
      receiver.listen(0, '127.0.0.1', resolve);
    });
    const { port } = receiver.address() as AddressInfo;
    await api('POST', `${repo}/hooks`, {
      login: 'elif',
      body: {
        type: 'gitea',
        active: true,
        events: ['pull_request'],
        config: { url: `http://127.0.0.1:${port}/`, secret: 's3cret' },
      },
    });
    await api('POST', `${repo}/contents`, {
      login: 'mila',
      body: {
        branch: 'main',
        new_branch: 'x',
        message: 'm',
        files: [{ operation: 'create', path: 'n.yaml', content: 'eDogMQo=' }],
      },
    });
    await api('POST', `${repo}/pulls`, {
      login: 'mila',
      body: { head: 'x', base: 'main', title: 't' },
    });
    await api('POST', `${repo}/pulls/1/reviews`, {
      login: 'elif',
      body: { event: 'APPROVED' },
    });
    await host.webhooks.settled();
    expect(heard.map(({ event, right }) => [event, right])).toEqual([
      ['pull_request', true],
      ['pull_request_review_approved', true],
    ]);
    expect(JSON.parse(heard[0].body)).toMatchObject({
      action: 'opened',
      number: 1,
      repository: { html_url: `${host.url}/shop/policies` },
    });
    await new Promise(resolve => {
      receiver.close(resolve);
    });
  });

  it('that nobody hears harm nobody', async () => {
    host.webhooks.hooks.push({
      id: 1,
      repository: repository(),
      url: 'http://127.0.0.1:1/',
      secret: 's',
      events: ['push'],
      active: true,
    });
    await api('POST', `${repo}/branches`, {
      login: 'mila',
      body: { new_branch_name: 'x' },
    });
    await host.webhooks.settled();
    expect(host.webhooks.deliveries).toEqual([
      { hook: 1, event: 'push', status: undefined },
    ]);
  });
});
