import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readerRoleFile } from '../paths';
import { PolicyRule } from '../rbac/authorize';
import { useCluster } from '../testing/useCluster';

const used = useCluster({
  install: ['istio', 'gateway-api', 'cilium', 'network-policy-api'],
});

const asReader = () => ({ token: used.cluster.tokens.reader });

describe('who asks', () => {
  it('is 401 with a token that nobody was given', async () => {
    const { code, body } = await used.client.get('/api/v1/pods', {
      token: 'stolen',
    });
    expect(code).toBe(401);
    expect(body).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      reason: 'Unauthorized',
      code: 401,
    });
  });

  it('is anonymous without a token, and may see nothing', async () => {
    const { code, body } = await used.client.get('/api/v1/pods', { token: '' });
    expect(code).toBe(403);
    expect(body.message).toBe(
      'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" at the cluster scope',
    );
  });

  it('is whom the token of a service account was made for', async () => {
    const { body } = await used.client.post(
      '/api/v1/namespaces/default/serviceaccounts/default/token',
      {
        kind: 'TokenRequest',
        apiVersion: 'authentication.k8s.io/v1',
        spec: {},
      },
    );
    const review = await used.client.post(
      '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      { kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1' },
      { token: body.status.token },
    );
    expect(review.body.status.userInfo).toMatchObject({
      username: 'system:serviceaccount:default:default',
      groups: expect.arrayContaining(['system:serviceaccounts:default']),
    });
  });

  it('is somebody else for those who may impersonate, and for nobody else', async () => {
    const headers = { 'Impersonate-User': 'jane' };
    const asJane = await used.client.get('/api/v1/pods', { headers });
    expect(asJane.code).toBe(403);
    expect(asJane.body.message).toContain('User "jane"');
    const refused = await used.client.get('/api/v1/pods', {
      ...asReader(),
      headers: { 'Impersonate-User': 'admin' },
    });
    expect(refused.code).toBe(403);
    expect(refused.body.message).toContain('cannot impersonate');
  });
});

describe('the reader', () => {
  const rules: PolicyRule[] = parse(
    readFileSync(readerRoleFile(), 'utf8'),
  ).rules;
  const readable = new Set(
    rules
      .filter(rule => rule.verbs?.includes('list') && !rule.resourceNames)
      .flatMap(({ apiGroups = [], resources = [] }) =>
        apiGroups.flatMap(group => resources.map(one => `${one}.${group}`)),
      ),
  );

  it('may list what its ClusterRole says of all that is served, and nothing else', async () => {
    const { body } = await used.client.get('/apis', {
      accept:
        'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
    });
    const core = await used.client.get('/api', {
      accept:
        'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
    });
    const wrong: string[] = [];
    let asked = 0;
    for (const { metadata, versions } of [...core.body.items, ...body.items]) {
      const group = metadata.name ?? '';
      for (const { version, resources } of versions)
        for (const { resource, verbs } of resources) {
          if (!verbs.includes('list')) continue;
          asked++;
          const root = group ? `/apis/${group}` : '/api';
          const { code } = await used.client.get(
            `${root}/${version}/${resource}`,
            asReader(),
          );
          const expected = readable.has(`${resource}.${group}`) ? 200 : 403;
          if (code !== expected) wrong.push(`${code} ${resource}.${group}`);
        }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(60);
  });

  it('never sees a Secret, in no way of asking', async () => {
    const secret = { metadata: { name: 'key' }, stringData: { a: 'b' } };
    const path = '/api/v1/namespaces/default/secrets';
    await used.client.post(path, secret);
    for (const url of [
      '/api/v1/secrets',
      '/api/v1/secrets?watch=true',
      `${path}/key`,
      `${path}?fieldSelector=metadata.name%3Dkey`,
      `/api/v1/watch/namespaces/default/secrets`,
    ])
      expect([url, (await used.client.get(url, asReader())).code]).toEqual([
        url,
        403,
      ]);
  });

  it('reads the ConfigMaps that are named in its role, one by one', async () => {
    const path = '/api/v1/namespaces/default/configmaps';
    const codeOf = async (url: string) =>
      (await used.client.get(url, asReader())).code;
    expect(await codeOf(path)).toBe(403);
    expect(await codeOf(`${path}/kube-root-ca.crt`)).toBe(403);
    expect(await codeOf(`${path}?fieldSelector=metadata.name%3Distio`)).toBe(
      200,
    );
    expect(await codeOf(`${path}?fieldSelector=metadata.name!%3Distio`)).toBe(
      403,
    );
  });

  it('changes nothing', async () => {
    const answer = await used.client.post(
      '/api/v1/namespaces',
      { metadata: { name: 'mine' } },
      asReader(),
    );
    expect(answer.code).toBe(403);
    expect(answer.body.message).toBe(
      'namespaces is forbidden: User "zero-trust-reader" cannot create resource "namespaces" in API group "" at the cluster scope',
    );
  });

  it('may ask what it may do', async () => {
    const may = async (verb: string, resource: string) => {
      const { body } = await used.client.post(
        '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        { spec: { resourceAttributes: { verb, resource } } },
        asReader(),
      );
      return body.status.allowed;
    };
    expect(await may('list', 'pods')).toBe(true);
    expect(await may('list', 'secrets')).toBe(false);
  });
});
