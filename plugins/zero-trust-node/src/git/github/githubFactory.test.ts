import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { errorOf } from '../__testUtils__/writing';
import { createGitHost } from '../createGitHost';
import { HostQueue } from '../http/HostQueue';
import { createGithubGitHost, githubFactory } from './githubFactory';

describe('githubFactory', () => {
  const integrations = (github: object[]) =>
    ScmIntegrations.fromConfig(new ConfigReader({ integrations: { github } }));
  const repository = (url: string) => ({
    sourceId: 'shop',
    url,
    branch: 'main',
  });

  it('takes repositories of configured hosts and of no others', () => {
    const known = integrations([
      {
        host: 'ghe.example.com',
        apiBaseUrl: 'https://ghe.example.com/api/v3',
        token: 'x',
      },
    ]);
    const create = (url: string) =>
      githubFactory.create(repository(url), known);
    expect(create('https://ghe.example.com/shop/policies')?.kind).toBe(
      'github',
    );
    expect(
      create('https://ghe.example.com.evil.org/shop/policies'),
    ).toBeUndefined();
    expect(
      createGitHost(repository('https://github.com/shop/policies'), known).kind,
    ).toBe('github');
  });

  it('says so when the integration has neither an app nor a token', async () => {
    const host = githubFactory.create(
      repository('https://github.com/shop/policies'),
      integrations([]),
    );
    expect(
      await errorOf(host?.getRepository() ?? Promise.resolve()),
    ).toMatchObject({
      code: 'GIT_AUTH_FAILED',
    });
  });

  it.each([
    [{ status: 401 }, 'GIT_AUTH_FAILED'],
    [{ status: 404 }, 'GIT_REPO_UNAVAILABLE'],
    [new Error('The app does not have access to shop'), 'GIT_REPO_UNAVAILABLE'],
    [new Error('connect ECONNREFUSED 10.0.0.1'), 'GIT_UNAVAILABLE'],
  ])('maps %j of the credentials provider to %s', async (cause, code) => {
    const host = createGithubGitHost({
      sourceId: 'shop',
      address: { host: 'github.com', owner: 'shop', name: 'policies' },
      config: { host: 'github.com', apiBaseUrl: 'https://api.github.com' },
      credentials: { getCredentials: async () => Promise.reject(cause) },
      queue: new HostQueue(),
    });
    const error = await errorOf(host.getRepository());
    expect(error).toMatchObject({ code });
    expect(String(error)).not.toMatch(/10\.0\.0\.1|access to shop/);
  });
});
