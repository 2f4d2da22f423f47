import { configMap, deployment, namespace, service } from '../testing/objects';
import { useCluster } from '../testing/useCluster';

const used = useCluster({ objects: [namespace('w')], install: ['istio'] });
const maps = '/api/v1/namespaces/w/configmaps';
const deployments = '/apis/apps/v1/namespaces/w/deployments';

let count = 0;
const newMap = async (data: Record<string, string> = {}) => {
  const name = `map-${count++}`;
  const { body } = await used.client.post(maps, configMap(name, data));
  return { url: `${maps}/${name}`, object: body };
};

describe('creation', () => {
  it('fills in what the server knows', async () => {
    const { object } = await newMap();
    expect(object.metadata).toMatchObject({
      namespace: 'w',
      uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      creationTimestamp: expect.stringMatching(/^\d{4}-.*:\d\dZ$/),
      resourceVersion: expect.stringMatching(/^\d+$/),
    });
  });

  it('makes up the rest of a name that is only begun', async () => {
    const { code, body } = await used.client.post(maps, {
      metadata: { generateName: 'log-' },
    });
    expect(code).toBe(201);
    expect(body.metadata.name).toMatch(/^log-[a-z0-9]{5}$/);
  });

  it('answers 409 when the name is taken', async () => {
    const { object } = await newMap();
    const { code, body } = await used.client.post(
      maps,
      configMap(object.metadata.name),
    );
    expect(code).toBe(409);
    expect(body.reason).toBe('AlreadyExists');
    expect(body.message).toBe(
      `configmaps "${object.metadata.name}" already exists`,
    );
  });

  it('answers 404 in a namespace that does not exist', async () => {
    const { code, body } = await used.client.post(
      '/api/v1/namespaces/nowhere/configmaps',
      configMap('lost'),
    );
    expect(code).toBe(404);
    expect(body.message).toBe('namespaces "nowhere" not found');
  });

  it('takes YAML', async () => {
    const { code } = await used.client.post(
      maps,
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: from-yaml}\n',
      { type: 'application/yaml' },
    );
    expect(code).toBe(201);
  });

  it.each([
    ['no JSON', '{', 400],
    ['no object', '[]', 400],
    ['another kind', { kind: 'Secret', apiVersion: 'v1' }, 400],
    ['another namespace', { metadata: { name: 'x', namespace: 'y' } }, 400],
    ['metadata of a wrong type', { metadata: 'x' }, 400],
    ['data of a wrong type', { metadata: { name: 'x' }, data: { a: 1 } }, 400],
  ])('refuses a body that is %s', async (_, body, code) => {
    const answer = await used.client.post(maps, body);
    expect(answer.code).toBe(code);
    expect(answer.body).toMatchObject({ kind: 'Status', status: 'Failure' });
  });
});

describe('a dry run', () => {
  it('answers what would be, and keeps nothing of it', async () => {
    const created = await used.client.post(
      `${deployments}?dryRun=All`,
      deployment('ghost'),
    );
    expect(created.code).toBe(201);
    expect(created.body.spec.strategy.type).toBe('RollingUpdate');
    expect((await used.client.get(`${deployments}/ghost`)).code).toBe(404);

    const { url } = await newMap({ a: '1' });
    const patched = await used.client.patch(`${url}?dryRun=All`, 'merge', {
      data: { a: '2' },
    });
    expect(patched.body.data).toEqual({ a: '2' });
    await used.client.delete(`${url}?dryRun=All`);
    expect((await used.client.get(url)).body.data).toEqual({ a: '1' });
  });

  it('finds what a real write would find', async () => {
    const { code } = await used.client.post(`${maps}?dryRun=All`, {
      metadata: { name: 'Not A Name' },
    });
    expect(code).toBe(422);
  });

  it('knows no other value than All', async () => {
    const { code } = await used.client.post(
      `${maps}?dryRun=Some`,
      configMap('x'),
    );
    expect(code).toBe(400);
  });
});

describe('a replacement', () => {
  it('is refused with 409 when somebody else was faster', async () => {
    const { url, object } = await newMap({ a: '1' });
    const first = await used.client.put(url, { ...object, data: { a: '2' } });
    expect(first.code).toBe(200);
    const second = await used.client.put(url, { ...object, data: { a: '3' } });
    expect(second.code).toBe(409);
    expect(second.body).toMatchObject({
      reason: 'Conflict',
      message: expect.stringContaining('the object has been modified'),
    });
    expect((await used.client.get(url)).body.data).toEqual({ a: '2' });
  });

  it('moves no revision when nothing changes', async () => {
    const { url, object } = await newMap({ a: '1' });
    const { body } = await used.client.put(url, object);
    expect(body.metadata.resourceVersion).toBe(object.metadata.resourceVersion);
  });

  it('is refused for an object that is not there', async () => {
    const { code } = await used.client.put(`${maps}/none`, configMap('none'));
    expect(code).toBe(404);
  });

  it('counts generations of the specification, not of labels or status', async () => {
    await used.client.post(deployments, deployment('counted', 0));
    const url = `${deployments}/counted`;
    await used.cluster.settled();
    await used.client.patch(url, 'merge', { metadata: { labels: { a: 'b' } } });
    expect((await used.client.get(url)).body.metadata.generation).toBe(1);
    await used.client.patch(url, 'merge', { spec: { minReadySeconds: 1 } });
    expect((await used.client.get(url)).body.metadata.generation).toBe(2);
  });

  it('changes status only through its subresource', async () => {
    const url = `${deployments}/counted`;
    await used.cluster.settled();
    const { body } = await used.client.patch(url, 'merge', {
      status: { readyReplicas: 77 },
    });
    expect(body.status.readyReplicas).not.toBe(77);
  });
});

describe('a patch', () => {
  it('in JSON adds, tests, replaces, moves and removes', async () => {
    const { url } = await newMap({ a: '1', b: '2', z: '0' });
    const { body } = await used.client.patch(url, 'json', [
      { op: 'test', path: '/data/a', value: '1' },
      { op: 'replace', path: '/data/a', value: '9' },
      { op: 'add', path: '/data/x~1y', value: 's' },
      { op: 'move', from: '/data/b', path: '/data/c' },
      { op: 'remove', path: '/data/z' },
    ]);
    expect(body.data).toEqual({ a: '9', c: '2', 'x/y': 's' });
  });

  it('in JSON is refused as a whole when a test in it fails', async () => {
    const { url } = await newMap({ a: '1' });
    const { code } = await used.client.patch(url, 'json', [
      { op: 'replace', path: '/data/a', value: '2' },
      { op: 'test', path: '/data/a', value: '1' },
    ]);
    expect(code).toBe(422);
    expect((await used.client.get(url)).body.data).toEqual({ a: '1' });
  });

  it('that merges removes what it sets to null and replaces lists', async () => {
    await used.client.post(deployments, deployment('merged', 0));
    const { body } = await used.client.patch(`${deployments}/merged`, 'merge', {
      metadata: { labels: { app: null, kept: 'yes' } },
      spec: {
        template: {
          spec: { containers: [{ name: 'other', image: 'other:1' }] },
        },
      },
    });
    expect(body.metadata.labels).toEqual({ kept: 'yes' });
    expect(
      body.spec.template.spec.containers.map((c: { name: string }) => c.name),
    ).toEqual(['other']);
  });

  it('that is strategic merges containers and environment by name', async () => {
    await used.client.post(deployments, deployment('strategic', 0));
    const url = `${deployments}/strategic`;
    const containers = async (patch: unknown) => {
      const { body } = await used.client.patch(url, 'strategic', {
        spec: { template: { spec: { containers: patch } } },
      });
      return body.spec.template.spec.containers;
    };
    const added = await containers([{ name: 'side', image: 'side:1' }]);
    expect(added.map((one: { name: string }) => one.name).sort()).toEqual([
      'main',
      'side',
    ]);
    const changed = await containers([
      { name: 'main', env: [{ name: 'A', value: '1' }] },
    ]);
    expect(
      changed.find((c: { name: string }) => c.name === 'main'),
    ).toMatchObject({ image: 'shop:1', env: [{ name: 'A', value: '1' }] });
    const left = await containers([{ name: 'side', $patch: 'delete' }]);
    expect(left).toHaveLength(1);
  });

  it('that is strategic is refused with 415 for a custom resource', async () => {
    const path = '/apis/security.istio.io/v1/namespaces/w/peerauthentications';
    await used.client.post(path, {
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'default' },
      spec: { mtls: { mode: 'STRICT' } },
    });
    const { code } = await used.client.patch(`${path}/default`, 'strategic', {
      spec: { mtls: { mode: 'DISABLE' } },
    });
    expect(code).toBe(415);
    const merged = await used.client.patch(`${path}/default`, 'merge', {
      spec: { mtls: { mode: 'DISABLE' } },
    });
    expect(merged.body.spec.mtls.mode).toBe('DISABLE');
  });

  it('cannot rename an object', async () => {
    const { url } = await newMap();
    const { code } = await used.client.patch(url, 'merge', {
      metadata: { name: 'renamed' },
    });
    expect(code).toBe(400);
  });

  it('can carry the revision that it was made for', async () => {
    const { url, object } = await newMap({ a: '1' });
    await used.client.patch(url, 'merge', { data: { a: '2' } });
    const { code } = await used.client.patch(url, 'merge', {
      metadata: { resourceVersion: object.metadata.resourceVersion },
      data: { a: '3' },
    });
    expect(code).toBe(409);
  });
});

describe('scale', () => {
  it('shows and sets the number of replicas', async () => {
    await used.client.post(deployments, deployment('scaled', 1));
    const url = `${deployments}/scaled/scale`;
    const { body } = await used.client.get(url);
    expect(body).toMatchObject({ kind: 'Scale', spec: { replicas: 1 } });
    await used.client.patch(url, 'merge', { spec: { replicas: 2 } });
    const { body: after } = await used.client.get(`${deployments}/scaled`);
    expect(after.spec.replicas).toBe(2);
    expect(after.metadata.generation).toBe(2);
  });
});

describe('validation', () => {
  type Case = [string, string, unknown, string];
  const broken = (change: object) => ({
    ...deployment('bad'),
    spec: { ...deployment('bad').spec, ...change },
  });
  const cases: Case[] = [
    [
      'a name that DNS does not know',
      maps,
      configMap('Not_Good'),
      'metadata.name',
    ],
    [
      'a label that is no label',
      maps,
      configMap('x', {}, { a: 'not a label!' }),
      'metadata.labels',
    ],
    [
      'a selector that its own pods do not have',
      deployments,
      broken({ selector: { matchLabels: { app: 'else' } } }),
      'spec.template.metadata.labels',
    ],
    [
      'no container',
      deployments,
      broken({
        template: {
          metadata: { labels: { app: 'bad' } },
          spec: { containers: [] },
        },
      }),
      'spec.template.spec.containers',
    ],
    [
      'an init container without an image',
      deployments,
      broken({
        template: {
          metadata: { labels: { app: 'bad' } },
          spec: {
            initContainers: [{ name: 'first' }],
            containers: [{ name: 'a', image: 'a' }],
          },
        },
      }),
      'spec.template.spec.initContainers[0].image',
    ],
    [
      'a port beyond 65535',
      '/api/v1/namespaces/w/services',
      { ...service('bad'), spec: { ports: [{ port: 70000 }] } },
      'spec.ports[0].port',
    ],
    [
      'an address block that is none',
      '/apis/networking.k8s.io/v1/namespaces/w/networkpolicies',
      {
        metadata: { name: 'bad' },
        spec: {
          podSelector: {},
          ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/99' } }] }],
        },
      },
      'spec.ingress[0].from[0].ipBlock.cidr',
    ],
    [
      'a mode that Istio does not know',
      '/apis/security.istio.io/v1/namespaces/w/peerauthentications',
      {
        apiVersion: 'security.istio.io/v1',
        kind: 'PeerAuthentication',
        metadata: { name: 'bad' },
        spec: { mtls: { mode: 'MAYBE' } },
      },
      'spec.mtls.mode',
    ],
  ];

  it.each(cases)('answers 422 to %s and names the field', async (...given) => {
    const [, url, body, field] = given;
    const answer = await used.client.post(url, body);
    expect(answer.code).toBe(422);
    expect(answer.body.reason).toBe('Invalid');
    expect(
      answer.body.details.causes.map((cause: { field: string }) => cause.field),
    ).toContain(field);
    expect(answer.body.message).toContain(field);
  });

  it('keeps a selector as it was made', async () => {
    await used.client.post(deployments, deployment('fixed', 0));
    const { code, body } = await used.client.patch(
      `${deployments}/fixed`,
      'merge',
      {
        spec: {
          selector: { matchLabels: { app: 'other' } },
          template: { metadata: { labels: { app: 'other' } } },
        },
      },
    );
    expect(code).toBe(422);
    expect(body.message).toContain('spec.selector');
    expect(body.message).toContain('field is immutable');
  });

  const created = { kind: 'ConfigMap' };
  it.each([
    [
      'Strict',
      400,
      undefined,
      {
        kind: 'Status',
        message: expect.stringContaining('unknown field "dta"'),
      },
    ],
    ['Warn', 201, '299 - "unknown field \\"dta\\""', created],
    ['Ignore', 201, undefined, created],
  ])('with %s answers %i to an unknown field', async (...row) => {
    const [how, code, warning, body] = row;
    const answer = await used.client.post(`${maps}?fieldValidation=${how}`, {
      metadata: { name: `unknown-${how.toLowerCase()}` },
      dta: {},
    });
    expect(answer.code).toBe(code);
    expect(answer.headers.warning).toBe(warning);
    expect(answer.body).toEqual(expect.objectContaining(body));
    expect(answer.body).not.toHaveProperty('dta');
  });

  it('takes a custom kind for what its definition says, whatever its name', async () => {
    const definition = await used.client.post(
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      {
        metadata: { name: 'services.shop.example' },
        spec: {
          group: 'shop.example',
          scope: 'Namespaced',
          names: { plural: 'services', singular: 'service', kind: 'Service' },
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: {
                openAPIV3Schema: {
                  type: 'object',
                  properties: { spec: { type: 'object' } },
                },
              },
            },
          ],
        },
      },
    );
    expect(definition.code).toBe(201);
    const { code } = await used.client.post(
      '/apis/shop.example/v1/namespaces/w/services',
      {
        apiVersion: 'shop.example/v1',
        kind: 'Service',
        metadata: { name: 'portless' },
        spec: {},
      },
    );
    expect(code).toBe(201);
  });
});
