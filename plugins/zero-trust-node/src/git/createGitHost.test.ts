import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createGitHost } from './createGitHost';
import { MemoryGitHost } from './memory/MemoryGitHost';

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      gitea: [
        { host: 'git.example.com:8443', username: 'bot', password: 'secret' },
      ],
    },
  }),
);

const create = (url: string, more = {}) =>
  createGitHost(
    { sourceId: 'shop', url, branch: 'main', ...more },
    integrations,
  );

describe('createGitHost', () => {
  it('finds the adapter by the integration of the host and its port', () => {
    expect(create('https://git.example.com:8443/shop/policies').kind).toBe(
      'gitea',
    );
  });

  it.each([
    ['https://git.example.com/shop/policies'],
    ['https://git.example.com:8444/shop/policies'],
    ['https://git.example.com.evil.example:8443/shop/policies'],
    ['https://evil.example/shop/policies'],
    ['http://169.254.169.254/latest/meta-data'],
  ])('T5: speaks to no host without an integration: %s', url => {
    expect(() => create(url)).toThrow(
      /policy source 'shop' (is on|must be an https)/,
    );
  });

  it('asks the adapters of modules first', () => {
    const memory = new MemoryGitHost({ files: {}, people: [] });
    const found = createGitHost(
      {
        sourceId: 'shop',
        url: 'https://git.example.com:8443/shop/policies',
        branch: 'main',
      },
      integrations,
      [{ kind: 'memory', create: () => memory }],
    );
    expect(found).toBe(memory);
  });
});
