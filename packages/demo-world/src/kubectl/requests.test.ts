import { namespace } from '../testing/objects';
import { useCluster } from '../testing/useCluster';

// What kubectl 1.32 sends for its everyday commands: addresses, headers and
// bodies as `kubectl -v=9` shows them. kubectl.test.ts runs the program itself,
// where there is one; this runs everywhere.

const used = useCluster({ objects: [namespace('shop')], install: ['istio'] });

type Named = { name?: string };
type Item = { metadata: Named };

const discovery = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',');
const table = [
  'application/json;as=Table;v=v1;g=meta.k8s.io',
  'application/json;as=Table;v=v1beta1;g=meta.k8s.io',
  'application/json',
].join(',');
const protobuf = 'application/vnd.kubernetes.protobuf';
const applied = 'fieldManager=kubectl-client-side-apply&fieldValidation=Strict';
const policies = '/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies';
const authorizations =
  '/apis/security.istio.io/v1/namespaces/shop/authorizationpolicies';

const remembering = (configuration: object) => ({
  'kubectl.kubernetes.io/last-applied-configuration': `${JSON.stringify(
    configuration,
  )}\n`,
});

const policy = (types: string[]) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { annotations: {}, name: 'closed', namespace: 'shop' },
  spec: { podSelector: {}, policyTypes: types },
});
const authorization = (spec: object) => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { annotations: {}, name: 'callers', namespace: 'shop' },
  spec,
});
const configured = <T extends { metadata: object }>(object: T): T => ({
  ...object,
  metadata: { ...object.metadata, annotations: remembering(object) },
});

describe('kubectl get', () => {
  it('learns every kind in two requests', async () => {
    const groups = async (path: string) => {
      const { body } = await used.client.get(`${path}?timeout=32s`, {
        accept: discovery,
      });
      expect(body.kind).toBe('APIGroupDiscoveryList');
      return body.items.map(({ metadata }: Item) => metadata.name ?? '');
    };
    expect(await groups('/api')).toEqual(['']);
    expect(await groups('/apis')).toContain('security.istio.io');
  });

  it('gets a table whose rows carry no more than the metadata', async () => {
    await used.client.post(policies, policy(['Ingress']));
    const { body, headers } = await used.client.get(`${policies}?limit=500`, {
      accept: table,
    });
    expect(headers['content-type']).toContain('application/json');
    expect(body).toMatchObject({ kind: 'Table', apiVersion: 'meta.k8s.io/v1' });
    expect(body.columnDefinitions.map(({ name }: Named) => name)).toEqual([
      'Name',
      'Pod-Selector',
      'Age',
    ]);
    expect(body.rows).toMatchObject([
      {
        cells: ['closed', '<none>', expect.any(String)],
        object: { kind: 'PartialObjectMetadata', metadata: { name: 'closed' } },
      },
    ]);
    expect(body.rows[0].object).not.toHaveProperty('spec');
    await used.client.delete(`${policies}/closed`);
  });

  it('watches on from its table, and gets tables of one row', async () => {
    const list = await used.client.get(`${policies}?limit=500`, {
      accept: table,
    });
    const { resourceVersion } = list.body.metadata;
    const watch = await used.client.watch(
      `${policies}?resourceVersion=${resourceVersion}`,
      { accept: table },
    );
    await used.client.post(policies, policy(['Ingress']));
    expect(await watch.next()).toMatchObject({
      type: 'ADDED',
      object: {
        kind: 'Table',
        columnDefinitions: [{ name: 'Name' }, {}, {}],
        rows: [{ cells: ['closed', '<none>', expect.any(String)] }],
      },
    });
    await used.client.delete(`${policies}/closed`);
    const gone = await watch.next();
    expect(gone).toMatchObject({
      type: 'DELETED',
      object: { kind: 'Table', rows: [{ object: {} }] },
    });
    // The columns are told once.
    expect(gone.object.columnDefinitions).toEqual([]);
    watch.stop();
  });
});

describe('kubectl apply', () => {
  it('finds the schema of a group by the hash in the index', async () => {
    const index = await used.client.get('/openapi/v3?timeout=32s', {
      accept: 'application/json, */*',
    });
    const { serverRelativeURL } = index.body.paths['apis/networking.k8s.io/v1'];
    expect(serverRelativeURL).toMatch(/\?hash=[0-9A-F]+$/);
    const { code, body } = await used.client.get(
      `${serverRelativeURL}&timeout=32s`,
    );
    expect(code).toBe(200);
    expect(body.paths).toHaveProperty([
      '/apis/networking.k8s.io/v1/namespaces/{namespace}/networkpolicies/{name}',
    ]);
  });

  it('creates what it does not find, then patches what changed', async () => {
    const url = `${policies}/closed`;
    expect((await used.client.get(url)).code).toBe(404);
    expect((await used.client.get('/api/v1/namespaces/shop')).code).toBe(200);
    const before = policy(['Ingress']);
    const created = await used.client.post(
      `${policies}?${applied}`,
      configured(before),
    );
    expect(created.code).toBe(201);

    const spec = { policyTypes: ['Ingress', 'Egress'] };
    const annotations = remembering(policy(spec.policyTypes));
    const patched = await used.client.patch(`${url}?${applied}`, 'strategic', {
      metadata: { annotations },
      spec,
    });
    expect(patched.code).toBe(200);
    expect(patched.body.spec).toEqual({ podSelector: {}, ...spec });
    expect(patched.body.metadata.annotations).toEqual(annotations);
    expect(patched.body.metadata.managedFields).toMatchObject([
      { manager: 'kubectl-client-side-apply', operation: 'Update' },
    ]);
    await used.client.delete(url);
  });

  it('patches a custom resource by merging, and null takes a field away', async () => {
    const before = authorization({ rules: [{}] });
    const created = await used.client.post(
      `${authorizations}?${applied}`,
      configured(before),
    );
    expect(created.code).toBe(201);
    const patched = await used.client.patch(
      `${authorizations}/callers?${applied}`,
      'merge',
      {
        metadata: {
          annotations: remembering(authorization({ action: 'DENY' })),
        },
        spec: { action: 'DENY', rules: null },
      },
    );
    expect(patched.body.spec).toEqual({ action: 'DENY' });
    await used.client.delete(`${authorizations}/callers`);
  });

  it('is told of a field that the kind does not have', async () => {
    const wrong = { ...policy([]), spec: { podSelectr: {} } };
    const { code, body } = await used.client.post(
      `${policies}?${applied}`,
      wrong,
    );
    expect(code).toBe(400);
    expect(body.message).toContain('unknown field "spec.podSelectr"');
  });

  it('applies on the server with YAML that is JSON', async () => {
    const url = `${authorizations}/callers?fieldManager=kubectl&fieldValidation=Strict&force=true`;
    const { code, body } = await used.client.patch(
      url,
      'apply',
      authorization({ action: 'DENY' }),
    );
    expect(code).toBe(201);
    expect(body.metadata.managedFields).toMatchObject([
      { manager: 'kubectl', operation: 'Apply' },
    ]);
    await used.client.delete(`${authorizations}/callers`);
  });
});

describe('kubectl create namespace', () => {
  it('sends protobuf and takes JSON back', async () => {
    // k8s\0, then Unknown{v1 Namespace}, then the namespace `trial`.
    const body = Buffer.from(
      '6b3873000a0f0a02763112094e616d657370616365121d0a150a05747269616c12001a0022002a003200380042001200' +
        '1a020a001a002200',
      'hex',
    );
    const answer = await used.client.send(
      'POST',
      '/api/v1/namespaces?fieldManager=kubectl-create&fieldValidation=Strict',
      { body, type: protobuf, accept: `${protobuf},application/json` },
    );
    expect(answer.code).toBe(201);
    expect(answer.body).toMatchObject({
      kind: 'Namespace',
      metadata: { name: 'trial' },
      status: { phase: 'Active' },
    });
  });
});

describe('kubectl delete', () => {
  it('asks for deletion in the background and waits until it is done', async () => {
    await used.client.post(policies, policy(['Ingress']));
    const url = `${policies}/closed`;
    const { code, body } = await used.client.delete(url, {
      propagationPolicy: 'Background',
    });
    expect(code).toBe(200);
    expect(body).toMatchObject({ kind: 'Status', status: 'Success' });
    expect((await used.client.get(url)).code).toBe(404);
  });

  it('waits for one that goes slowly by its name', async () => {
    await used.client.post(policies, {
      ...policy(['Ingress']),
      metadata: { name: 'closed', finalizers: ['example.com/slow'] },
    });
    const one = `${policies}?fieldSelector=metadata.name%3Dclosed`;
    await used.client.delete(`${policies}/closed`, {
      propagationPolicy: 'Background',
    });
    const list = await used.client.get(`${one}&limit=500&resourceVersion=0`);
    expect(list.body.items).toMatchObject([
      { metadata: { deletionTimestamp: expect.any(String) } },
    ]);
    const watch = await used.client.watch(
      `${one}&allowWatchBookmarks=true&resourceVersion=${list.body.metadata.resourceVersion}&timeoutSeconds=499`,
    );
    await used.client.patch(`${policies}/closed`, 'merge', {
      metadata: { finalizers: null },
    });
    expect(await watch.next()).toMatchObject({ type: 'DELETED' });
    watch.stop();
  });
});
