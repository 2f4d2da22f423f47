import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readWorld } from '../world/readWorld';
import { RunningGitHost } from './startGitHost';
import { startDemoGit } from './demoGit';

let directory: string;
let host: RunningGitHost;

beforeAll(async () => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'demo-git-'));
  host = await startDemoGit(directory, { port: 0, botSecret: 'b0t' });
});
afterAll(async () => {
  await host.stop();
  rmSync(directory, { recursive: true });
});

it('knows the people of the catalog and the bot', () => {
  const people = readWorld('catalog')
    .filter(({ manifest }) => manifest.kind === 'User')
    .map(({ manifest }) => manifest.metadata.name);
  expect(host.users.all().map(({ login }) => login)).toEqual([
    'zero-trust-bot',
    ...people,
  ]);
  expect(host.users.find('amira.haddad')).toMatchObject({
    teams: ['payments-team'],
    role: 'write',
  });
  expect(host.users.find('elif.demir')?.role).toBe('admin');
});

it('gives everybody a secret of their own, which only the owner of the file can read', () => {
  const file = path.join(directory, 'git.json');
  const { url, repository, users } = JSON.parse(readFileSync(file, 'utf8'));
  expect(statSync(file).mode.toString(8)).toMatch(/600$/);
  expect(repository).toBe(`${url}/shop/policies`);
  expect(users['zero-trust-bot']).toBe('b0t');
  expect(new Set(Object.values(users)).size).toBe(host.users.all().length);
});

it('takes the secrets away when it stops', async () => {
  const other = mkdtempSync(path.join(os.tmpdir(), 'demo-git-'));
  const brief = await startDemoGit(other, { port: 0 });
  expect(existsSync(path.join(other, 'git.json'))).toBe(true);
  await brief.stop();
  expect(existsSync(path.join(other, 'git.json'))).toBe(false);
  rmSync(other, { recursive: true });
});

it('keeps every policy of both clusters, in one commit', async () => {
  const { git } = host.repository('shop', 'policies');
  const head = (await git.branch('main')) ?? '';
  expect(await git.commits(head)).toHaveLength(1);
  const files = ((await git.tree(head, 'all')) ?? [])
    .filter(({ type }) => type === 'blob')
    .map(item => item.path);
  const policies = ['prod-eu', 'prod-us'].flatMap(cluster => [
    ...new Set(
      readWorld(`${cluster}/policies`).map(
        ({ file }) => `clusters/${file.split(path.sep).join('/')}`,
      ),
    ),
  ]);
  expect(files.sort()).toEqual(['README.md', ...policies].sort());
});

it('asks for the approval of the owner before a merge', () => {
  expect(
    host.repository('shop', 'policies').protectionOf('main'),
  ).toMatchObject({
    enable_push: false,
    status_check_contexts: ['zero-trust/owner-approval'],
  });
});
