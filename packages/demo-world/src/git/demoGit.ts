import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../paths';
import { Protection } from './host/PullRequest';
import { botLogin, readUsers } from './host/readUsers';
import { filesBelow, Seed } from './host/seedRepository';
import { RunningGitHost, startGitHost } from './startGitHost';

/** How to start the git host of the story; everything has a default. */
export interface DemoGitOptions {
  /** Loopback port, 0 for any free one; 16445 where nothing else is said. */
  readonly port?: number;
  /** Password of the bot, made up by default. */
  readonly botSecret?: string;
  /** Who is told of pull requests. */
  readonly webhook?: { readonly url: string; readonly secret: string };
  /** What `main` asks of a merge; the owner's approval by default. */
  readonly protections?: readonly Protection[];
  readonly now?: () => Date;
}

/** The repository with the policies of the story. */
export const policyRepository = { owner: 'shop', name: 'policies' };

/** Where a cluster's policies are in it. */
export const policyFolderOf = (cluster: string): string =>
  `clusters/${cluster}/policies`;

const ownerApproval: Protection = {
  rule_name: 'main',
  enable_push: false,
  enable_status_check: true,
  status_check_contexts: ['zero-trust/owner-approval'],
  required_approvals: 0,
  block_on_rejected_reviews: true,
};

const readme = `# Policies of the shop

Who may call whom in the clusters: one folder per cluster, below it one per
namespace and callee. What is merged here is applied within a second.

Change it through a pull request. \`main\` takes one when the status
\`zero-trust/owner-approval\` says that an owner of the callee approved it.
`;

const policySeed = (): Seed => ({
  'README.md': readme,
  ...Object.assign(
    {},
    ...['prod-eu', 'prod-us'].map(cluster =>
      filesBelow(
        path.join(packageRoot(), 'world', cluster, 'policies'),
        policyFolderOf(cluster),
      ),
    ),
  ),
});

/**
 * Starts the git host of the story: the people of the catalog, a bot, and the
 * policies of both clusters. `git.json` in the directory, readable by its owner
 * only, says where it is and how everybody signs in.
 */
export const startDemoGit = async (
  directory: string,
  options: DemoGitOptions = {},
): Promise<RunningGitHost> => {
  const host = await startGitHost({
    directory: path.join(directory, 'git'),
    port: options.port ?? 16445,
    users: readUsers(path.join(packageRoot(), 'world', 'catalog', 'org.yaml')),
    secrets: options.botSecret ? { [botLogin]: options.botSecret } : {},
    repositories: [
      {
        ...policyRepository,
        seed: policySeed(),
        protections: options.protections ?? [ownerApproval],
      },
    ],
    now: options.now,
  });
  const repository = host.repository(
    policyRepository.owner,
    policyRepository.name,
  );
  if (options.webhook)
    host.webhooks.hooks.push({
      id: 1,
      repository,
      ...options.webhook,
      events: ['push', 'pull_request', 'issue_comment'],
      active: true,
    });
  const file = path.join(directory, 'git.json');
  // Written anew, since the mode of a file that exists already would stay as it is.
  rmSync(file, { force: true });
  const users = Object.fromEntries(
    host.users.all().map(({ login }) => [login, host.users.secretOf(login)]),
  );
  writeFileSync(
    file,
    `${JSON.stringify(
      {
        url: host.url,
        repository: `${host.url}/${repository.owner}/${repository.name}`,
        users,
      },
      null,
      2,
    )}\n`,
    { mode: 0o600 },
  );
  return {
    ...host,
    async stop() {
      rmSync(file, { force: true });
      await host.stop();
    },
  };
};
