import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DemoWorld, startDemoWorld } from '@ztn/demo-world';
import { Evidence } from '@ztn/zero-trust-engine';
import { parse } from 'yaml';
import { runZtn } from '../__testUtils__/runZtn';

interface Expected {
  readonly id: string;
  readonly cluster: string;
  readonly question: Readonly<Record<string, unknown>> & {
    readonly from: string;
    readonly to: string;
  };
  readonly outcome: string;
  readonly transport?: string;
  readonly mesh?: readonly { readonly hop: string; readonly outcome: string }[];
}

/** Worked out by hand from the specifications, and told in docs/demo-story.md. */
const verdicts = parse(
  readFileSync(
    resolve(__dirname, '../../../demo-world/world/verdicts.yaml'),
    'utf8',
  ),
) as readonly Expected[];

interface Answer {
  readonly id: string;
  readonly outcome: string;
  readonly layers: readonly {
    readonly layer: string;
    readonly hop?: string;
    readonly outcome: string;
    readonly because: readonly Evidence[];
  }[];
}

/** A proxy at which no policy has a say is not told in the story. */
const ruled = ({ policy, considered = [] }: Evidence) =>
  policy !== undefined || considered.length > 0;

describe('ztn on live clusters', () => {
  // Whole clusters are read and judged, on machines that do other things as well.
  jest.setTimeout(30_000);

  let world: DemoWorld;
  let directory: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ztn-live-'));
    // Any free port: the demo may be running beside the tests.
    process.env.ZTN_DEMO_PORT_PROD_EU = '0';
    process.env.ZTN_DEMO_PORT_PROD_US = '0';
    world = await startDemoWorld({ directory });
    await Promise.all(world.clusters.map(cluster => cluster.settled()));
  }, 60_000);

  afterAll(async () => {
    await world?.stop();
    rmSync(directory, { recursive: true });
  });

  const both = (): readonly string[] => [
    '--kubeconfig',
    world.kubeconfig,
    '--context',
    'prod-eu',
    '--context',
    'prod-us',
  ];

  it('answers every question of the story in its cluster, hop by hop', async () => {
    const questions = verdicts.map(({ id, cluster, question }) =>
      JSON.stringify({
        ...question,
        id,
        from: `${cluster}:${question.from}`,
        to: `${cluster}:${question.to}`,
      }),
    );
    const { code, out, err } = await runZtn(['probe', ...both()], questions);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const answers = out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as Answer);
    expect(
      answers.map(({ id, outcome, layers }) => ({
        id,
        outcome,
        mesh: layers
          .filter(
            ({ layer, because }) => layer === 'mesh' && because.some(ruled),
          )
          .map(hop => ({ hop: hop.hop, outcome: hop.outcome })),
      })),
    ).toEqual(
      verdicts.map(({ id, outcome, mesh = [] }) => ({
        id,
        outcome,
        mesh: mesh.map(hop => ({ hop: hop.hop, outcome: hop.outcome })),
      })),
    );
  });

  it('shows the sidecar in one cluster and ztunnel and waypoint in the other', async () => {
    const ask = (cluster: string) =>
      runZtn([
        'can',
        ...both(),
        `--from=${cluster}:production/Deployment/checkout-service`,
        `--to=${cluster}:production/Service/payment-service`,
        '--port=80',
        '--method=POST',
        '--path=/v1/payments/42',
      ]);
    const [eu, us] = [await ask('prod-eu'), await ask('prod-us')];
    expect([eu.code, us.code]).toEqual([0, 0]);
    expect(eu.out).toMatch(/transport mtls.*\n(.*\n)*.*mesh sidecar +allow/);
    expect(us.out).toMatch(
      /transport hbone.*\n(.*\n)*.*mesh waypoint +allow(.*\n)*.*mesh ztunnel +allow/,
    );
  });

  it('wants to know the cluster when there are several', async () => {
    const { code, err } = await runZtn([
      'can',
      ...both(),
      '--from=production/Deployment/checkout-service',
      '--to=production/Service/payment-service',
      '--port=80',
    ]);
    expect(code).toBe(2);
    expect(err).toContain('there are several clusters');
  });

  it('does not judge what passes between clusters', async () => {
    const { code, err } = await runZtn([
      'can',
      ...both(),
      '--from=prod-eu:production/Deployment/checkout-service',
      '--to=prod-us:production/Service/payment-service',
      '--port=80',
    ]);
    expect(code).toBe(2);
    expect(err).toContain('both ends must be in one cluster');
  });

  it('names what it may not read, and answers unknown where it matters', async () => {
    const allowAgain = world.cluster('prod-eu').forbid('AuthorizationPolicy');
    const { out, err } = await runZtn([
      'can',
      '--kubeconfig',
      world.kubeconfig,
      '--context=prod-eu-reader',
      '--from=production/Deployment/checkout-service',
      '--to=production/Service/payment-service',
      '--port=80',
    ]);
    allowAgain();
    expect(err).toBe(
      'prod-eu-reader: AuthorizationPolicy: forbidden (list authorizationpolicies.security.istio.io)\n',
    );
    expect(out).toMatch(/^unknown {2}/);
  });

  it('lists a cluster as it lists files', async () => {
    const { code, out } = await runZtn([
      'list',
      '--kubeconfig',
      world.kubeconfig,
      '--context=prod-us',
      '--workload=production/Deployment/payment-service',
      '--direction=inbound',
    ]);
    expect(code).toBe(0);
    expect(out).toContain(
      'prod-us: production/Deployment/checkout-service => production/Deployment/payment-service : TCP 8080 (allow, hbone, POST /v1/payments/*)',
    );
  });

  it('refuses a context that there is not, and a kubeconfig that there is not', async () => {
    const ask = (...args: readonly string[]) => runZtn(['audit', ...args]);
    expect(
      await ask('--kubeconfig', world.kubeconfig, '--context=prod-mars'),
    ).toMatchObject({
      code: 2,
      err: expect.stringContaining("there is no context 'prod-mars'"),
    });
    expect(
      await ask('--kubeconfig', join(directory, 'none'), '--context=prod-eu'),
    ).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot be read: ENOENT'),
    });
  });

  it('says when a cluster does not answer', async () => {
    await world.cluster('prod-us').stop();
    const { code, err } = await runZtn([
      'audit',
      '--kubeconfig',
      world.kubeconfig,
      '--context=prod-us',
    ]);
    expect(code).toBe(2);
    expect(err).toContain("cluster 'prod-us' cannot be read: ECONNREFUSED");
  });
});
