import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { HostUser } from '../git/host/HostUser';
import { Protection } from '../git/host/PullRequest';
import { runGit } from '../git/repository/runGit';
import { RunningGitHost, startGitHost } from '../git/startGitHost';

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

/** A git host for each test, with a working copy and its API at hand. */
export class GitHostTest {
  private constructor(
    readonly directory: string,
    readonly host: RunningGitHost,
  ) {}

  static async start(): Promise<GitHostTest> {
    const directory = mkdtempSync(path.join(os.tmpdir(), 'git-host-'));
    const host = await startGitHost({
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
    return new GitHostTest(directory, host);
  }

  async stop(): Promise<void> {
    await this.host.stop();
    rmSync(this.directory, { recursive: true });
  }

  repository() {
    return this.host.repository('shop', 'policies');
  }

  /** Of the repository, in somebody's name. */
  address(login?: string, secret = this.host.users.secretOf(login ?? '')) {
    const who = login ? `//${login}:${secret}@` : '//';
    return `${this.host.url.replace('//', who)}/shop/policies`;
  }

  /** Git in a working copy, as a person types it; answers its exit code. */
  async git(...args: string[]): Promise<number> {
    const copy = path.join(this.directory, 'copy');
    const { code } = await runGit(['-C', copy, ...args], {
      answers: [0, 1, 128],
      env: {
        GIT_AUTHOR_NAME: 'Mila',
        GIT_AUTHOR_EMAIL: 'mila@shop.example',
        GIT_COMMITTER_NAME: 'Mila',
        GIT_COMMITTER_EMAIL: 'mila@shop.example',
      },
    });
    return code;
  }

  clone() {
    const copy = path.join(this.directory, 'copy');
    return runGit(['clone', '-q', this.address(), copy]);
  }

  async commitSomething(text: string): Promise<void> {
    writeFileSync(path.join(this.directory, 'copy', 'README.md'), text);
    await this.git('commit', '-qam', text);
  }

  async api(
    method: string,
    at: string,
    { login, body }: { login?: string; body?: unknown } = {},
  ) {
    const response = await fetch(`${this.host.url}/api/v1/${at}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: login
        ? { Authorization: `token ${this.host.users.secretOf(login)}` }
        : {},
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text ? JSON.parse(text) : undefined,
    };
  }
}

/** Starts one before each test and stops it after. */
export const useGitHost = (): (() => GitHostTest) => {
  let test: GitHostTest;
  beforeEach(async () => {
    test = await GitHostTest.start();
  });
  afterEach(() => test.stop());
  return () => test;
};
