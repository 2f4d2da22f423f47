import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readAccessSettings } from './readAccessSettings';

const source = {
  id: 'prod',
  repo: 'https://git.example.com:8443/Shop/policies.git',
  branch: 'main',
  clusters: ['prod'],
  roots: ['clusters/prod'],
  newFile: 'clusters/{cluster}/{namespace}/{callee}/allow-{caller}.yaml',
};

const read = (zeroTrust: JsonObject) =>
  readAccessSettings(
    new ConfigReader({
      app: { baseUrl: 'https://portal.example.com/' },
      integrations: {
        gitea: [
          { host: 'git.example.com:8443' },
          { host: 'localhost:3000', baseUrl: 'http://localhost:3000' },
        ],
      },
      zeroTrust,
    }),
    ['prod', 'dev.eu'],
  );
const withSource = (change: object) =>
  read({ policySources: [{ ...source, ...change }] });

describe('readAccessSettings', () => {
  it('is off where there is nothing to write to', () => {
    expect(read({})).toMatchObject({ enabled: false, sources: [] });
  });

  it('fills in what is not said, on the strict side', () => {
    const settings = withSource({});
    expect(settings).toMatchObject({
      enabled: true,
      justificationMin: 20,
      syncTimeoutMs: 30 * 60_000,
      appUrl: 'https://portal.example.com',
    });
    expect(settings.sources[0]).toMatchObject({
      repoKey: 'git.example.com:8443/shop/policies',
      writable: ['clusters/prod/**/*.yaml'],
      strategy: 'newObject',
      kustomization: 'none',
    });
    expect(settings.rulesOf('prod')).toEqual({
      tier: 'prod',
      requiredApprovals: 1,
      selfApproval: false,
    });
  });

  it('takes rules for a cluster whose name has a dot', () => {
    const { rulesOf } = read({
      accessRequests: {
        requiredApprovals: 2,
        clusters: {
          'dev.eu': { tier: 'dev', environment: 'dev', selfApproval: true },
        },
      },
    });
    expect(rulesOf('dev.eu')).toEqual({
      tier: 'dev',
      environment: 'dev',
      requiredApprovals: 2,
      selfApproval: true,
    });
  });

  it('takes durations as Backstage writes them', () => {
    const { polling, syncTimeoutMs } = read({
      accessRequests: {
        polling: { open: 'PT1M', sync: { seconds: 5 } },
        syncTimeout: '10m',
      },
    });
    expect(polling.openMs).toEqual([60_000, 300_000, 1_800_000]);
    expect(polling.syncMs).toEqual([5_000, 50_000]);
    expect(syncTimeoutMs).toBe(600_000);
  });

  it.each([
    [
      { repo: 'http://git.example.com:8443/a/b' },
      'policySources[0].repo must be https',
    ],
    [
      { repo: 'https://me:secret@git.example.com:8443/a/b' },
      'no user information',
    ],
    [{ repo: 'https://evil.example.org/a/b' }, 'no integration is configured'],
    [{ repo: 'https://git.example.com/a/b' }, 'no integration is configured'],
    [{ repo: 'git@git.example.com:a/b.git' }, 'must be an https URL'],
    [{ repo: 'https://git.example.com:8443/' }, 'the URL of a repository'],
    [{ branch: '-x' }, 'policySources[0].branch'],
    [{ clusters: ['nowhere'] }, "no cluster 'nowhere'"],
    [{ roots: [] }, 'policySources[0].roots'],
    [{ kinds: ['Secret'] }, 'policySources[0].kinds[0]'],
    [{ pathTemplate: 'x.yaml' }, 'mean the same'],
    [{ token: 'x' }, "policySources[0] has no key 'token'"],
  ])('refuses a source with %j', (change, message) => {
    expect(() => withSource(change)).toThrow(message);
  });

  it('allows http for loopback alone', () => {
    expect(
      withSource({ repo: 'http://localhost:3000/shop/policies' }).sources,
    ).toHaveLength(1);
  });

  it('never repeats what was written', () => {
    expect(() =>
      withSource({ repo: 'https://me:secret@git.example.com:8443/a/b' }),
    ).not.toThrow('secret');
  });

  it.each([
    [{ accessRequests: { tiers: {} } }, "accessRequests has no key 'tiers'"],
    [
      { accessRequests: { clusters: { nowhere: {} } } },
      "accessRequests.clusters: no cluster 'nowhere'",
    ],
    [
      { accessRequests: { clusters: { prod: { selfApproval: true } } } },
      'accessRequests.clusters.prod.selfApproval',
    ],
    [
      { accessRequests: { requiredApprovals: 0 } },
      'accessRequests.requiredApprovals',
    ],
    [
      { accessRequests: { syncTimeout: 'soon' } },
      'accessRequests.syncTimeout: is not a duration',
    ],
    [{ guardrails: { 'max-tuples': 'loud' } }, 'guardrails.max-tuples'],
  ])('refuses %j', (zeroTrust, message) => {
    expect(() => read(zeroTrust)).toThrow(message);
  });
});
