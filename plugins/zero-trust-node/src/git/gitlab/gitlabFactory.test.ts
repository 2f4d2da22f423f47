import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { errorOf } from '../__testUtils__/writing';
import { createGitHost } from '../createGitHost';
import { gitlabFactory } from './gitlabFactory';

describe('gitlabFactory', () => {
  const integrations = (gitlab: object[]) =>
    ScmIntegrations.fromConfig(new ConfigReader({ integrations: { gitlab } }));
  const repository = (url: string) => ({
    sourceId: 'shop',
    url,
    branch: 'main',
  });

  it('takes projects of configured hosts and of no others', () => {
    const known = integrations([
      {
        host: 'git.example.com',
        apiBaseUrl: 'https://git.example.com/gitlab/api/v4',
        baseUrl: 'https://git.example.com/gitlab',
        token: 'x',
      },
    ]);
    expect(
      createGitHost(
        repository('https://git.example.com/gitlab/group/sub/policies'),
        known,
      ).kind,
    ).toBe('gitlab');
    expect(
      gitlabFactory.create(
        repository('https://git.example.com.evil.org/a/b'),
        known,
      ),
    ).toBeUndefined();
  });

  it('says so when the integration has no token', async () => {
    const host = createGitHost(
      repository('https://gitlab.com/shop/policies'),
      integrations([]),
    );
    expect(await errorOf(host.getRepository())).toMatchObject({
      code: 'GIT_AUTH_FAILED',
    });
  });
});
