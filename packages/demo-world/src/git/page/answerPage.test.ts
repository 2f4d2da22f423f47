import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { HostUser } from '../host/HostUser';
import { openPull } from '../host/openPull';
import { Protection } from '../host/PullRequest';
import { RunningGitHost, startGitHost } from '../startGitHost';

const person = (login: string, role: HostUser['role'], id: number) => ({
  id,
  login,
  fullName: `<${login}>`,
  email: `${login}@shop.example`,
  teams: ['payments-team'],
  role,
});

const approval: Protection = {
  rule_name: 'main',
  enable_push: false,
  enable_status_check: true,
  status_check_contexts: ['zero-trust/owner-approval'],
  required_approvals: 0,
  block_on_rejected_reviews: true,
};

let directory: string;
let host: RunningGitHost;

beforeEach(async () => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'git-page-'));
  host = await startGitHost({
    directory,
    users: [
      person('bot', 'write', 1),
      person('amira', 'write', 2),
      person('elif', 'admin', 3),
    ],
    repositories: [
      {
        owner: 'shop',
        name: 'policies',
        seed: { 'a.yaml': 'a: 1\n' },
        protections: [approval],
      },
    ],
  });
  const bot = host.users.find('bot') as HostUser;
  await repository().commit(bot, {
    branch: 'main',
    newBranch: 'zero-trust/x',
    message: 'Change it',
    changes: [{ path: 'a.yaml', bytes: Buffer.from('a: <b>2</b>\n') }],
  });
  await openPull(repository(), bot, {
    head: 'zero-trust/x',
    base: 'main',
    title: 'Allow <img src=x onerror=alert(1)>',
    body: '<!-- zero-trust: {} -->\n<script>alert(1)</script>',
    labels: [],
    reviewers: [],
  });
});
afterEach(async () => {
  await host.stop();
  rmSync(directory, { recursive: true });
});

const repository = () => host.repository('shop', 'policies');
const pull = () => repository().pull(1);

const look = async (at: string, login?: string) => {
  const response = await fetch(`${host.url}${at}`, {
    redirect: 'manual',
    headers: login ? { Cookie: `demo-git-user=${login}` } : {},
  });
  return { response, text: await response.text() };
};

const press = async (
  at: string,
  login: string | undefined,
  form: Record<string, string>,
  origin = host.url,
) => {
  const response = await fetch(`${host.url}${at}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(form),
    headers: {
      Origin: origin,
      ...(login ? { Cookie: `demo-git-user=${login}` } : {}),
    },
  });
  return { response, text: await response.text() };
};

const approve = (login: string | undefined) =>
  press('/shop/policies/pulls/1/review', login, {
    state: 'APPROVED',
    body: 'Fine.',
    head: pull().headSha,
  });

const succeed = () =>
  repository().statuses.set(pull().headSha, [
    {
      id: 1,
      context: 'zero-trust/owner-approval',
      state: 'success',
      description: 'amira approved it',
      targetUrl: '',
      creator: pull().author,
      at: '2026-01-01T00:00:00Z',
    },
  ]);

it('shows what a pull request changes, as text and never as markup', async () => {
  const { response, text } = await look('/shop/policies/pulls/1');
  expect(response.status).toBe(200);
  expect(text).toContain('<span class="removed">-a: 1</span>');
  expect(text).toContain('+a: &#60;b&#62;2');
  expect(text).not.toMatch(/<script|<img|<b>|zero-trust: \{/);
  expect(response.headers.get('content-security-policy')).toContain(
    "default-src 'none'",
  );
});

it('lists pull requests, and begins there', async () => {
  const { response } = await look('/');
  expect(response.headers.get('location')).toBe('/shop/policies/pulls');
  const { text } = await look('/shop/policies/pulls');
  expect(text).toContain('href="/shop/policies/pulls/1"');
});

it('remembers who somebody chose to be, and goes back to the page', async () => {
  const { response } = await press('/-/user', undefined, {
    login: 'amira',
    back: '/shop/policies/pulls/1',
  });
  expect(response.headers.get('location')).toBe('/shop/policies/pulls/1');
  expect(response.headers.get('set-cookie')).toMatch(
    /^demo-git-user=amira; Path=\/; HttpOnly; SameSite=Strict$/,
  );
});

it.each([['//evil.example/x'], ['https://evil.example/'], ['/\\evil.example']])(
  'goes nowhere else than to its own pages: %s',
  async back => {
    const { response } = await press('/-/user', undefined, {
      login: 'amira',
      back,
    });
    expect(response.headers.get('location')).toBe('/');
  },
);

it('offers nothing to do until one says who one is', async () => {
  const { text } = await look('/shop/policies/pulls/1');
  expect(text).not.toContain('Approve</button>');
  const { response, text: refused } = await approve(undefined);
  expect(response.status).toBe(401);
  expect(refused).toContain('choose first who you are');
  expect(pull().reviews).toEqual([]);
});

it('takes a review of the commit that was looked at', async () => {
  const { response } = await approve('amira');
  expect(response.status).toBe(303);
  expect(pull().reviews).toMatchObject([
    { state: 'APPROVED', commit: pull().headSha, user: { login: 'amira' } },
  ]);
  const { text } = await look('/shop/policies/pulls/1', 'amira');
  expect(text).toMatch(/amira&#62;\s+<span class="state good">approved/);
});

it('does not let the author approve', async () => {
  const { response, text } = await approve('bot');
  expect(response.status).toBe(422);
  expect(text).toContain('approve your own pull is not allowed');
});

it('takes no approval of a commit that is not the newest any more', async () => {
  const { response, text } = await press(
    '/shop/policies/pulls/1/review',
    'amira',
    { state: 'APPROVED', body: '', head: '0'.repeat(40) },
  );
  expect(response.status).toBe(409);
  expect(text).toContain('somebody pushed meanwhile');
  expect(pull().reviews).toEqual([]);
});

it('does not merge without the status that main asks for, and says so', async () => {
  const form = { style: 'squash', head: pull().headSha };
  const { response, text } = await press(
    '/shop/policies/pulls/1/merge',
    'amira',
    { ...form, force: 'yes' },
  );
  expect(response.status).toBe(405);
  expect(text).toContain('&#34;zero-trust/owner-approval&#34; is not success');
  succeed();
  await press('/shop/policies/pulls/1/merge', 'amira', form);
  expect(pull().merged?.by.login).toBe('amira');
  expect(pull().merged?.sha).toBe(await repository().git.branch('main'));
});

it('does not merge while a reviewer asks for changes', async () => {
  succeed();
  await press('/shop/policies/pulls/1/review', 'amira', {
    state: 'REQUEST_CHANGES',
    body: 'Too wide.',
    head: pull().headSha,
  });
  const form = { style: 'merge', head: pull().headSha };
  const { text } = await press('/shop/policies/pulls/1/merge', 'amira', form);
  expect(text).toContain('a reviewer asked for changes');
  await approve('amira');
  await press('/shop/policies/pulls/1/merge', 'amira', form);
  expect(pull().merged).toBeDefined();
});

it('lets an administrator merge in spite of what is missing, when told to', async () => {
  const form = { style: 'merge', head: pull().headSha };
  const at = '/shop/policies/pulls/1/merge';
  expect((await press(at, 'elif', form)).response.status).toBe(405);
  await press(at, 'elif', { ...form, force: 'yes' });
  expect(pull().merged?.by.login).toBe('elif');
});

it('closes without merging', async () => {
  await press('/shop/policies/pulls/1/close', 'amira', {});
  expect(pull().state).toBe('closed');
  const { text } = await look('/shop/policies/pulls/1', 'amira');
  expect(text).toContain('Closed without merging');
  expect(text).not.toContain('What you can do');
});

it.each([['https://evil.example'], ['null']])(
  'refuses the form of another site: %s',
  async origin => {
    const { response } = await press(
      '/shop/policies/pulls/1/close',
      'amira',
      {},
      origin,
    );
    expect(response.status).toBe(403);
    expect(pull().state).toBe('open');
  },
);

it('says that there is nothing where there is nothing', async () => {
  const { response, text } = await look('/shop/policies/pulls/7');
  expect(response.status).toBe(404);
  expect(text).toContain('Not possible');
});
