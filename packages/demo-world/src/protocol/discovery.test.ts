import { useCluster } from '../testing/useCluster';

const used = useCluster({ install: ['istio'] });

const aggregated =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';

type Named = { name: string };

describe('discovery', () => {
  it('lists versions, groups and the kinds of a group', async () => {
    const core = await used.client.get('/api');
    expect(core.body.versions).toEqual(['v1']);
    const groups = await used.client.get('/apis');
    expect(groups.body.groups.map(({ name }: Named) => name)).toEqual(
      expect.arrayContaining([
        'apps',
        'networking.k8s.io',
        'security.istio.io',
      ]),
    );
    const apps = await used.client.get('/apis/apps/v1');
    expect(apps.body).toMatchObject({
      kind: 'APIResourceList',
      groupVersion: 'apps/v1',
    });
    expect(
      apps.body.resources.find(({ name }: Named) => name === 'deployments'),
    ).toMatchObject({
      kind: 'Deployment',
      namespaced: true,
      singularName: 'deployment',
      shortNames: ['deploy'],
      verbs: expect.arrayContaining(['get', 'list', 'watch', 'patch']),
    });
    expect(apps.body.resources.map(({ name }: Named) => name)).toEqual(
      expect.arrayContaining(['deployments/scale', 'deployments/status']),
    );
  });

  it('tells the same in one answer to clients that ask for it', async () => {
    const { body, headers } = await used.client.get('/apis', {
      accept: aggregated,
    });
    expect(headers['content-type']).toContain('as=APIGroupDiscoveryList');
    const istio = body.items.find(
      ({ metadata }: { metadata: Named }) =>
        metadata.name === 'security.istio.io',
    );
    expect(istio.versions[0].version).toBe('v1');
    expect(istio.versions[0].resources).toContainEqual(
      expect.objectContaining({
        resource: 'peerauthentications',
        scope: 'Namespaced',
        responseKind: {
          group: 'security.istio.io',
          version: 'v1',
          kind: 'PeerAuthentication',
        },
      }),
    );
    const core = await used.client.get('/api', { accept: aggregated });
    expect(core.body.items[0].versions[0].version).toBe('v1');
  });

  it('knows no group that is not installed', async () => {
    expect((await used.client.get('/apis/cilium.io')).code).toBe(404);
    expect((await used.client.get('/apis/cilium.io/v2')).code).toBe(404);
    const policies = await used.client.get(
      '/apis/cilium.io/v2/ciliumnetworkpolicies',
    );
    expect(policies.code).toBe(404);
    expect(policies.body).toMatchObject({
      kind: 'Status',
      message: 'the server could not find the requested resource',
    });
  });

  it('describes its kinds in OpenAPI, one document per group', async () => {
    const index = await used.client.get('/openapi/v3');
    const { serverRelativeURL } = index.body.paths['apis/security.istio.io/v1'];
    const document = await used.client.get(serverRelativeURL);
    expect(document.code).toBe(200);
    expect(JSON.stringify(document.body.components.schemas)).toContain(
      'PeerAuthentication',
    );
  });

  it.each(['/version', '/healthz', '/readyz', '/livez'])(
    'answers %s to anybody',
    async path => {
      expect((await used.client.get(path, { token: '' })).code).toBe(200);
    },
  );
});

it.each(['/api/v1/pods/%zz', '/api/v1/namespaces/%E0%A4%A/pods'])(
  'answers 400 to the address %s, which no text decodes to',
  async path => {
    const { code, body } = await used.client.get(path);
    expect(code).toBe(400);
    expect(body.reason).toBe('BadRequest');
  },
);
