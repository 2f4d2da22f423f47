import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { GitUser, startGitHost } from '@ztn/demo-world';
import { createGiteaGitHost } from '../../gitea/giteaFactory';
import { HostQueue } from '../../http/HostQueue';
import { Connect, GitHostWorld, seedFiles } from '../GitHostWorld';

export const token = 'tok-3f9a61c0e7d24b58';

const person = (login: string, id: number): GitUser => ({
  id,
  login,
  fullName: login,
  email: `${login}@shop.example`,
  teams: [],
  role: 'write',
});

const bot = 'zero-trust-bot';
const people = [bot, 'mila', 'amira'].map(person);

/** What tests over HTTP need beside the contract. */
export interface GiteaWorld extends GitHostWorld {
  readonly url: string;
  readonly connect: Connect;
  /** Asks the API of the repository as somebody. */
  as(login: string, method: string, at: string, body: unknown): Promise<void>;
  readonly demo: Awaited<ReturnType<typeof startGitHost>>;
}

/** The demo's git host with one repository, and the adapter in front of it. */
export const startGiteaWorld = async (
  /** Files beside the usual ones. */
  seed: Readonly<Record<string, string>> = {},
): Promise<GiteaWorld> => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'git-host-'));
  const demo = await startGitHost({
    directory,
    users: people,
    secrets: { [bot]: token },
    repositories: [
      {
        owner: 'shop',
        name: 'policies',
        seed: { ...seedFiles, ...seed },
        protections: [],
      },
    ],
  });
  const repository = demo.repository('shop', 'policies');
  const as = async (
    login: string,
    method: string,
    at: string,
    body: unknown,
  ) => {
    const response = await fetch(
      `${demo.url}/api/v1/repos/shop/policies/${at}`,
      {
        method,
        body: JSON.stringify(body),
        headers: {
          Authorization: `token ${demo.users.secretOf(login)}`,
          'Content-Type': 'application/json',
        },
      },
    );
    if (!response.ok) throw new Error(`${at}: ${await response.text()}`);
  };
  const { host: address } = new URL(demo.url);
  const connect: Connect = ({ queue, timeoutMs }) =>
    createGiteaGitHost({
      sourceId: 'shop',
      address: { host: address, owner: 'shop', name: 'policies' },
      config: {
        host: address,
        baseUrl: demo.url,
        username: bot,
        password: token,
      },
      queue,
      timeoutMs,
    });
  return {
    url: demo.url,
    demo,
    connect,
    login: bot,
    host: connect({ queue: new HostQueue() }),
    as,
    async push(login, branch, files, author = login) {
      // Whoever is no user has an address that the host does not know.
      const userOf = (name: string) => demo.users.find(name) ?? person(name, 0);
      const there = await repository.git.branch(branch);
      return repository.commit(userOf(login), {
        author: userOf(author),
        branch: there ? branch : 'main',
        newBranch: branch,
        message: 'By hand',
        changes: Object.entries(files).map(([file, content]) => ({
          path: file,
          ...(content === null ? {} : { bytes: Buffer.from(content) }),
        })),
      });
    },
    async review(login, number, state) {
      await as(login, 'POST', `pulls/${number}/reviews`, {
        event: state === 'approved' ? 'APPROVED' : 'REQUEST_CHANGES',
        body: 'Read.',
      });
    },
    async merge(login, number, style) {
      await as(login, 'POST', `pulls/${number}/merge`, { Do: style });
      return (await repository.git.branch('main')) ?? '';
    },
    head: branch => repository.git.branch(branch),
    async pulls() {
      return repository.pulls.map(pull => ({
        number: pull.number,
        head: pull.head,
        title: pull.title,
        body: pull.body,
        open: pull.state === 'open',
        labels: pull.labels.map(({ name }) => name),
        requested: pull.requested.map(({ login }) => login),
      }));
    },
    async comments(number) {
      return repository.pull(number).comments.map(({ body }) => body);
    },
    async statuses(sha) {
      return repository
        .statusesOf(sha)
        .map(({ context, state }) => `${context}=${state}`);
    },
    async require(statuses) {
      repository.protections.push({
        rule_name: 'main',
        enable_push: true,
        enable_status_check: true,
        status_check_contexts: [...statuses],
        required_approvals: 0,
        block_on_rejected_reviews: false,
      });
    },
    async archive() {
      repository.archived = true;
    },
    async stop() {
      await demo.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
