import { runZtn, tempFolder } from '../__testUtils__/runZtn';
import { shop } from '../__testUtils__/shop';

/** The shop, open to everybody. */
const open = shop.split('---').slice(0, -1).join('---');

describe('where clusters come from', () => {
  const folder = tempFolder({
    'eu/shop.yaml': shop,
    'us/shop.yaml': open,
    'facts.yaml': `
cni: other
ipBlockMatchesPods: unknown
nodes: [{ name: n1, addresses: [192.168.0.11], labels: {} }]
podAddresses: { shop/debug: [10.0.1.1] }
istio: { installed: false, version: '1.32', rootNamespace: istio-system, trustDomain: cluster.local, trustDomainAliases: [], autoMtls: true, ambient: true }
cilium: { version: '1.20', policyMode: default, hostFirewall: false, clusterName: default, defaultLocalCluster: true }
`,
    'typo.yaml': 'ipBlockMatchPods: true\n',
    'broken.yaml': 'cni: [',
  });
  const can = (from: string, to: string, ...args: readonly string[]) =>
    runZtn(['can', `--from=${from}`, `--to=${to}`, '--port=8080', ...args]);
  const both = ['-f', `eu=${folder}/eu`, '-f', `us=${folder}/us`];

  it('tells clusters apart by the name in front of a reference', async () => {
    const ask = (cluster: string) =>
      can(
        `${cluster}:shop/Pod/debug`,
        `${cluster}:shop/Deployment/api`,
        ...both,
      );
    expect((await ask('eu')).code).toBe(1);
    expect((await ask('us')).code).toBe(0);
  });

  it('takes the name from either end', async () => {
    const { code } = await can('us:shop/Pod/debug', '8.8.8.8', ...both);
    expect(code).toBe(0);
  });

  it('takes the name of a folder for the name of its cluster', async () => {
    const { code } = await can(
      'us:shop/Pod/debug',
      'us:shop/Deployment/api',
      '-f',
      `${folder}/us`,
    );
    expect(code).toBe(0);
  });

  it.each([
    [
      'no name where there are several',
      'shop/Pod/debug',
      both,
      'there are several clusters',
    ],
    [
      'a name that no cluster has',
      'mars:shop/Pod/debug',
      both,
      "there is no cluster 'mars'; there is eu",
    ],
    [
      'another name than the folder has',
      'eu:shop/Pod/debug',
      ['-f', `${folder}/us`],
      "there is no cluster 'eu'; there is us",
    ],
  ])('refuses %s', async (_what, from, files, said) => {
    const { code, err } = await can(from, '8.8.8.8', ...files);
    expect(code).toBe(2);
    expect(err).toContain(said);
  });

  it('takes an address of a pod that is stated for that pod', async () => {
    const facts = ['--facts', `${folder}/facts.yaml`];
    const { code, out } = await can(
      '10.0.1.1',
      'shop/Deployment/api',
      '-f',
      `${folder}/eu`,
      ...facts,
      '-o',
      'json',
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ outcome: 'deny' });
  });

  it('gives each cluster its own facts', async () => {
    const facts = ['--facts', `eu=${folder}/facts.yaml`];
    const question = ['eu:10.0.1.1', 'eu:shop/Deployment/api'] as const;
    expect((await can(...question, ...both, ...facts)).code).toBe(1);
    const { code, err } = await can(
      ...question,
      ...both,
      '--facts',
      `mars=${folder}/facts.yaml`,
    );
    expect(code).toBe(2);
    expect(err).toContain("--facts is for cluster 'mars'");
  });

  it.each([
    [
      'a key that nobody knows',
      'typo.yaml',
      'ipBlockMatchPods: expected one of the keys cni, ',
    ],
    ['a file that is no YAML', 'broken.yaml', 'Flow sequence'],
    ['no such file', 'none.yaml', 'cannot be read: ENOENT'],
  ])('refuses facts with %s', async (_what, file, said) => {
    const { code, err } = await can(
      'world',
      'host',
      '-f',
      `${folder}/eu`,
      '--facts',
      `${folder}/${file}`,
    );
    expect(code).toBe(2);
    expect(err).toContain(said);
  });

  it('reads files or live clusters, not both', async () => {
    const { code, err } = await can('world', 'host', ...both, '--context', 'x');
    expect(code).toBe(2);
    expect(err).toContain('not both');
  });
});
