import { KubeObject } from '../store/KubeObject';
import { configMap, deployment } from '../testing/objects';
import { useCluster } from '../testing/useCluster';

const used = useCluster();
const maps = '/api/v1/namespaces/default/configmaps';

const apply = (
  manager: string,
  name: string,
  data: Record<string, string>,
  more = '',
) =>
  used.client.patch(
    `${maps}/${name}?fieldManager=${manager}${more}`,
    'apply',
    configMap(name, data),
  );

const managersOf = (object: KubeObject) =>
  (object.metadata.managedFields ?? []).map(
    ({ manager, operation }) => `${manager} ${operation}`,
  );

describe('server-side apply', () => {
  it('creates what is not there and notes who owns it', async () => {
    const { code, body } = await apply('git', 'new', { a: '1' });
    expect(code).toBe(201);
    expect(managersOf(body)).toEqual(['git Apply']);
    expect(body.metadata.managedFields[0].fieldsV1['f:data']).toEqual({
      'f:a': {},
    });
  });

  it('moves no revision when the same is applied again', async () => {
    const first = await apply('git', 'same', { a: '1' });
    const second = await apply('git', 'same', { a: '1' });
    expect(second.code).toBe(200);
    expect(second.body.metadata.resourceVersion).toBe(
      first.body.metadata.resourceVersion,
    );
  });

  it('leaves fields of others alone', async () => {
    await apply('git', 'shared', { a: '1' });
    const { body } = await apply('ops', 'shared', { b: '2' });
    expect(body.data).toEqual({ a: '1', b: '2' });
    expect(managersOf(body).sort()).toEqual(['git Apply', 'ops Apply']);
  });

  it('removes what its manager applied before and leaves out now', async () => {
    await apply('git', 'shrinking', { a: '1', b: '2' });
    await apply('ops', 'shrinking', { c: '3' });
    const { body } = await apply('git', 'shrinking', { a: '1' });
    expect(body.data).toEqual({ a: '1', c: '3' });
  });

  it('keeps a field that two managers applied until both let go', async () => {
    await apply('git', 'both', { a: '1', x: '0' });
    await apply('ops', 'both', { a: '1' });
    const one = await apply('git', 'both', { x: '0' });
    expect(one.body.data).toEqual({ a: '1', x: '0' });
    const none = await apply('ops', 'both', {});
    expect(none.body.data).toEqual({ x: '0' });
  });

  it('refuses to change a field of another manager, and names both', async () => {
    await apply('git', 'fought', { a: '1' });
    const { code, body } = await apply('ops', 'fought', { a: '2' });
    expect(code).toBe(409);
    expect(body.reason).toBe('Conflict');
    expect(body.message).toBe(
      'Apply failed with 1 conflict: conflict with "git": .data.a',
    );
    expect(body.details.causes[0]).toMatchObject({
      reason: 'FieldManagerConflict',
      field: '.data.a',
    });
  });

  it('takes the field over when forced', async () => {
    await apply('git', 'taken', { a: '1' });
    const { code, body } = await apply(
      'ops',
      'taken',
      { a: '2' },
      '&force=true',
    );
    expect(code).toBe(200);
    expect(body.data).toEqual({ a: '2' });
    const back = await apply('git', 'taken', { a: '1' });
    expect(back.code).toBe(409);
  });

  it('conflicts with what a person edited in between', async () => {
    await apply('git', 'edited', { a: '1' });
    await used.client.patch(
      `${maps}/edited?fieldManager=kubectl-edit`,
      'merge',
      { data: { a: 'by hand' } },
    );
    const { code, body } = await apply('git', 'edited', { a: '1' });
    expect(code).toBe(409);
    expect(body.message).toBe(
      'Apply failed with 1 conflict: conflict with "kubectl-edit" using v1: .data.a',
    );
  });

  it('merges containers by their name', async () => {
    const url =
      '/apis/apps/v1/namespaces/default/deployments/web?fieldManager=';
    const web = deployment('web', 0);
    await used.client.patch(`${url}git`, 'apply', web);
    const { body } = await used.client.patch(`${url}ops`, 'apply', {
      apiVersion: web.apiVersion,
      kind: web.kind,
      metadata: { name: 'web' },
      spec: {
        template: {
          spec: {
            containers: [{ name: 'main', env: [{ name: 'A', value: '1' }] }],
          },
        },
      },
    });
    expect(body.spec.template.spec.containers).toHaveLength(1);
    expect(body.spec.template.spec.containers[0]).toMatchObject({
      name: 'main',
      image: 'shop:1',
      env: [{ name: 'A', value: '1' }],
    });
  });

  it('keeps nothing of a dry run', async () => {
    const { code, body } = await apply('git', 'dry', { a: '1' }, '&dryRun=All');
    expect(code).toBe(201);
    expect(body.data).toEqual({ a: '1' });
    expect((await used.client.get(`${maps}/dry`)).code).toBe(404);
  });

  it('asks for a manager', async () => {
    const { code, body } = await used.client.patch(
      `${maps}/x`,
      'apply',
      configMap('x'),
    );
    expect(code).toBe(400);
    expect(body.message).toContain('fieldManager: Required value');
  });

  it('refuses a configuration that carries somebody’s claims', async () => {
    const { body } = await apply('git', 'claimed', { a: '1' });
    const { code } = await used.client.patch(
      `${maps}/claimed?fieldManager=ops`,
      'apply',
      body,
    );
    expect(code).toBe(400);
  });
});
