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
      prBody: 'full',
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

  it("takes rules for namespaces, the first that is meant, and the cluster's for the rest", () => {
    const { rulesOf } = read({
      accessRequests: {
        clusters: {
          prod: {
            environment: 'prod',
            requiredApprovals: 2,
            namespaces: [
              { names: ['dev-*'], environment: 'dev', tier: 'dev' },
              { labels: { env: 'test' }, environment: 'test' },
              { names: ['*'], labels: { env: 'test' }, tier: 'dev' },
            ],
          },
        },
      },
    });
    const of = (name: string, env?: string) =>
      rulesOf('prod', { name, labels: env === undefined ? {} : { env } });
    const rules = { requiredApprovals: 2, selfApproval: false };
    expect(of('dev-a')).toEqual({ ...rules, environment: 'dev', tier: 'dev' });
    expect(of('a', 'test')).toEqual({
      ...rules,
      environment: 'test',
      tier: 'prod',
    });
    const plain = { ...rules, environment: 'prod', tier: 'prod' };
    for (const one of [of('a-dev-b'), of('dev'), rulesOf('prod')]) {
      expect(one).toEqual(plain);
    }
  });

  it('takes the strictest rules that may be meant where labels could not be read', () => {
    const { rulesOf } = read({
      accessRequests: {
        clusters: {
          prod: {
            tier: 'dev',
            environment: 'dev',
            selfApproval: true,
            namespaces: [
              { names: ['play'], tier: 'dev' },
              {
                labels: { env: 'live' },
                environment: 'prod',
                tier: 'prod',
                requiredApprovals: 2,
              },
            ],
          },
        },
      },
    });
    expect(rulesOf('prod', { name: 'shop' })).toEqual({
      tier: 'prod',
      environment: 'prod or dev',
      requiredApprovals: 2,
      selfApproval: false,
    });
    // Its name says it, whatever its labels are.
    const dev = {
      tier: 'dev',
      environment: 'dev',
      requiredApprovals: 1,
      selfApproval: true,
    };
    expect(rulesOf('prod', { name: 'play' })).toEqual(dev);
    expect(rulesOf('prod', { name: 'shop', labels: {} })).toEqual(dev);
  });

  it('lets no namespace for production inherit that one approves the own request', () => {
    const { rulesOf } = read({
      accessRequests: {
        clusters: {
          prod: {
            tier: 'dev',
            selfApproval: true,
            namespaces: [{ names: ['live'], tier: 'prod' }],
          },
        },
      },
    });
    const of = (name: string) => rulesOf('prod', { name, labels: {} });
    expect([of('live').selfApproval, of('play').selfApproval]).toEqual([
      false,
      true,
    ]);
  });

  it('takes a level of a guardrail for each tier', () => {
    const { guardrailsOf } = read({
      guardrails: {
        'admin-port': { dev: 'off', prod: 'block' },
        'max-tuples': 'warn',
        'isolation-flip': 'block',
      },
    });
    const same = { 'max-tuples': 'warn', 'isolation-flip': 'block' };
    expect(guardrailsOf('dev')).toEqual({ ...same, 'admin-port': 'off' });
    expect(guardrailsOf('staging')).toEqual(same);
    expect(guardrailsOf('prod')).toEqual({ ...same, 'admin-port': 'block' });
  });

  it('takes a day as the end of a freeze as a whole', () => {
    const { freezeWindows } = read({
      accessRequests: {
        freezeWindows: [
          { from: '2026-12-20', to: '2026-12-31', timezone: 'Europe/Berlin' },
          { weekly: { from: 'Friday 16:00', to: 'mon 08:30' } },
        ],
      },
    });
    expect(freezeWindows.map(({ when }) => when)).toEqual([
      { type: 'once', from: '2026-12-20T00:00', to: '2027-01-01T00:00' },
      {
        type: 'weekly',
        from: { day: 5, minute: 960 },
        to: { day: 1, minute: 510 },
      },
    ]);
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
    [
      { guardrails: { 'max-tupels': 'block' } },
      "zeroTrust.guardrails: no guardrail 'max-tupels'",
    ],
    [
      { guardrails: { 'isolation-flip': 'warn' } },
      'guardrails.isolation-flip: what is proven rests on it',
    ],
    [
      { guardrails: { 'side-effect': { dev: 'off' } } },
      'guardrails.side-effect: what is proven rests on it',
    ],
    [{ guardrails: { 'admin-port': { qa: 'off' } } }, 'guardrails.admin-port'],
    [
      { accessRequests: { ticketPattern: '(' } },
      'accessRequests.ticketPattern: is no regular expression',
    ],
  ])('refuses %j', (zeroTrust, message) => {
    expect(() => read(zeroTrust)).toThrow(message);
  });

  it.each<[JsonObject, string]>([
    [{ environment: 'dev' }, "namespaces[0]: needs 'names' or 'labels'"],
    [{ names: ['Shop'] }, 'namespaces[0].names[0]'],
    [{ names: ['shop'], selfApproval: true }, 'namespaces[0].selfApproval'],
    [{ name: 'shop' }, "namespaces[0] has no key 'name'"],
  ])('refuses rules for namespaces with %j', (entry, message) => {
    const clusters = { prod: { namespaces: [entry] } };
    expect(() => read({ accessRequests: { clusters } })).toThrow(message);
  });

  it.each<[JsonObject, string]>([
    [{ from: '2026-12-20' }, "has either 'from' and 'to', or 'weekly'"],
    [
      { from: '2026-12-20', to: '2026-12-19' },
      "'to' must be later than 'from'",
    ],
    [{ from: '2026-02-30', to: '2026-03-01' }, 'freezeWindows[0].from'],
    [{ from: '2026-12-20T10:00Z', to: '2026-12-21' }, 'freezeWindows[0].from'],
    [
      { weekly: { from: 'Fri', to: 'Mon 08:00' } },
      'freezeWindows[0].weekly.from',
    ],
    [
      { from: '2026-12-20', to: '2026-12-21', timezone: 'Mars' },
      'freezeWindows[0].timezone',
    ],
    [
      { from: '2026-12-20', to: '2026-12-21', clusters: ['nowhere'] },
      "freezeWindows[0].clusters: no cluster 'nowhere'",
    ],
  ])('refuses a freeze with %j', (window, message) => {
    expect(() => read({ accessRequests: { freezeWindows: [window] } })).toThrow(
      message,
    );
  });
});
