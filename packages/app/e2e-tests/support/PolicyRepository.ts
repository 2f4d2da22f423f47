import { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { demoControl } from './demoControl';
import { FileChange, pushChange } from './pushChange';

/** The demo's git host: its pages as a person sees them, its API, and git. */
export class PolicyRepository {
  private readonly url: string;
  private readonly secrets: Readonly<Record<string, string>>;

  constructor(private readonly directory: string) {
    const file = readFileSync(path.join(directory, 'git.json'), 'utf8');
    const { repository, users } = JSON.parse(file);
    this.url = repository;
    this.secrets = users;
  }

  /** Whatever the page does from now on is done by this person. */
  async be(page: Page, login: string) {
    await page.getByLabel('You are').selectOption(login);
    await page.getByRole('button', { name: 'Be this user' }).click();
  }

  /** Pushes a change of one file with this person's password. */
  async push(login: string, change: FileChange) {
    const remote = new URL(this.url);
    remote.username = login;
    remote.password = this.secrets[login];
    const email = `${login}@shop.example`;
    await pushChange(remote.href, { name: login, email }, change);
  }

  /** Refuses connections; what is in the repository stays. */
  stop() {
    return demoControl(this.directory, 'git/stop');
  }

  /** Can be read, and answers 503 to whatever would change something. */
  freeze() {
    return demoControl(this.directory, 'git/freeze');
  }

  /** Listens again and takes everything, if it did not. */
  start() {
    return demoControl(this.directory, 'git/start');
  }

  /** Takes a file off `main`, as an administrator may. */
  async remove(file: string) {
    const tree = await this.ask('GET', 'git/trees/main?recursive=true');
    const found = tree.tree.find(
      (item: { path: string }) => item.path === file,
    );
    if (!found) return;
    await this.ask('POST', 'contents', {
      branch: 'main',
      message: `Remove ${file}`,
      files: [{ operation: 'delete', path: file, sha: found.sha }],
    });
  }

  private async ask(method: string, at: string, body?: object) {
    const { origin, pathname } = new URL(this.url);
    const answer = await fetch(`${origin}/api/v1/repos${pathname}/${at}`, {
      method,
      body: body && JSON.stringify(body),
      headers: {
        Authorization: `token ${this.secrets['elif.demir']}`,
        'Content-Type': 'application/json',
      },
    });
    if (!answer.ok) throw new Error(`${method} ${at}: ${answer.status}`);
    return answer.json();
  }
}
