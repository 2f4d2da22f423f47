import { KubeObject } from '../store/KubeObject';
import { configMap, namespace } from '../testing/objects';
import { useCluster } from '../testing/useCluster';

const inShop = (object: KubeObject, name = 'shop'): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, namespace: name },
});

const used = useCluster({
  objects: [
    namespace('shop', { team: 'retail' }),
    namespace('zoo'),
    ...['a', 'b', 'c', 'd', 'e'].map((name, index) =>
      inShop(configMap(name, {}, { tier: index < 2 ? 'front' : 'back' })),
    ),
    inShop(configMap('f', {}, { tier: 'front', weight: '7' }), 'zoo'),
  ],
});

const path = '/api/v1/namespaces/shop/configmaps';

const namesOf = (body: { items: KubeObject[] }) =>
  body.items
    .map(({ metadata }) => metadata.name)
    .filter(name => name !== 'kube-root-ca.crt');

describe('a list in pages', () => {
  it('shows everything once, in order, and how much is left', async () => {
    const names: string[] = [];
    let token = '';
    const remaining: unknown[] = [];
    do {
      const { body } = await used.client.get(
        `${path}?limit=2&continue=${token}`,
      );
      names.push(...namesOf(body));
      remaining.push(body.metadata.remainingItemCount);
      token = body.metadata.continue ?? '';
    } while (token);
    expect(names).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(remaining).toEqual([4, 2, undefined]);
  });

  it('goes on with the revision it began with, whatever changes meanwhile', async () => {
    const first = await used.client.get(`${path}?limit=2`);
    await used.client.post(path, configMap('aa'));
    const { body } = await used.client.get(
      `${path}?limit=9&continue=${first.body.metadata.continue}`,
    );
    expect(namesOf(body)).toEqual(['c', 'd', 'e']);
    expect(body.metadata.resourceVersion).toBe(
      first.body.metadata.resourceVersion,
    );
    await used.client.delete(`${path}/aa`);
  });

  it('answers 410 to a continue token from before history was forgotten', async () => {
    const first = await used.client.get(`${path}?limit=2`);
    used.cluster.expireResourceVersions();
    const { code, body } = await used.client.get(
      `${path}?limit=2&continue=${first.body.metadata.continue}`,
    );
    expect(code).toBe(410);
    expect(body.reason).toBe('Expired');
  });

  it.each(['nonsense', 'bm9wZQ'])(
    'answers 400 to the continue token "%s", which was never given',
    async token => {
      const { code } = await used.client.get(`${path}?continue=${token}`);
      expect(code).toBe(400);
    },
  );
});

describe('a revision to list at', () => {
  it('may be any that was seen', async () => {
    const { body } = await used.client.get(path);
    const again = await used.client.get(
      `${path}?resourceVersion=${body.metadata.resourceVersion}&resourceVersionMatch=NotOlderThan`,
    );
    expect(again.code).toBe(200);
  });

  it('answers 504 when it lies in the future, for clients to try again', async () => {
    const { code, body } = await used.client.get(
      `${path}?resourceVersion=99999999`,
    );
    expect(code).toBe(504);
    expect(body.details.causes[0].reason).toBe('ResourceVersionTooLarge');
  });

  it('answers 410 when exactly a past one is wanted', async () => {
    const { code } = await used.client.get(
      `${path}?resourceVersion=2&resourceVersionMatch=Exact`,
    );
    expect(code).toBe(410);
  });

  it('answers 400 when it is no number', async () => {
    const { code } = await used.client.get(`${path}?resourceVersion=latest`);
    expect(code).toBe(400);
  });
});

describe('a label selector', () => {
  it.each([
    ['tier=front', ['a', 'b', 'f']],
    ['tier==front', ['a', 'b', 'f']],
    ['tier!=front,tier', ['c', 'd', 'e']],
    ['tier in (front,back),!weight', ['a', 'b', 'c', 'd', 'e']],
    ['tier in(front)', ['a', 'b', 'f']],
    ['tier notin (front, back)', []],
    ['weight', ['f']],
    ['weight>6', ['f']],
    ['weight<7', []],
  ])('%s matches %j', async (selector, names) => {
    const { body } = await used.client.get(
      `/api/v1/configmaps?labelSelector=${encodeURIComponent(selector)}`,
    );
    expect(namesOf(body)).toEqual(names);
  });

  it.each(['tier=front=back', 'tier in front', 'a b', 'tier in (front'])(
    '%s is refused with 400',
    async selector => {
      const { code, body } = await used.client.get(
        `${path}?labelSelector=${encodeURIComponent(selector)}`,
      );
      expect(code).toBe(400);
      expect(body.message).toContain('unable to parse requirement');
    },
  );
});

describe('a field selector', () => {
  it.each([
    ['metadata.name=c', ['c']],
    ['metadata.name!=c,metadata.namespace=shop', ['a', 'b', 'd', 'e']],
    ['metadata.namespace=zoo', ['f']],
  ])('%s matches %j', async (selector, names) => {
    const { body } = await used.client.get(
      `/api/v1/configmaps?fieldSelector=${encodeURIComponent(selector)}`,
    );
    expect(namesOf(body)).toEqual(names);
  });

  it('is refused with 400 for a field that is not supported', async () => {
    const { code, body } = await used.client.get(
      `${path}?fieldSelector=data.x%3D1`,
    );
    expect(code).toBe(400);
    expect(body.message).toContain('field label not supported: data.x');
  });

  it('is joined with the label selector', async () => {
    const { body } = await used.client.get(
      `${path}?labelSelector=tier%3Dfront&fieldSelector=metadata.name!%3Da`,
    );
    expect(namesOf(body)).toEqual(['b']);
  });
});

describe('other forms', () => {
  it('are a table with columns and rows', async () => {
    const { body } = await used.client.get('/api/v1/namespaces', {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
    });
    expect(body).toMatchObject({ kind: 'Table', apiVersion: 'meta.k8s.io/v1' });
    const columns = body.columnDefinitions.map(
      ({ name }: { name: string }) => name,
    );
    expect(columns).toEqual(['Name', 'Status', 'Age']);
    const row = body.rows.find(
      ({ cells }: { cells: string[] }) => cells[0] === 'shop',
    );
    expect(row.cells.slice(0, 2)).toEqual(['shop', 'Active']);
    expect(row.object).toMatchObject({
      kind: 'PartialObjectMetadata',
      metadata: { name: 'shop' },
    });
  });

  it('are metadata alone', async () => {
    const { body } = await used.client.get(path, {
      accept:
        'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
    });
    expect(body.kind).toBe('PartialObjectMetadataList');
    expect(body.items[0].data).toBeUndefined();
    expect(body.items[0].metadata.labels).toEqual({ tier: 'front' });
  });

  it('are refused with 406 when nobody speaks them here', async () => {
    const { code, body } = await used.client.get(path, {
      accept: 'application/xml',
    });
    expect(code).toBe(406);
    expect(body.reason).toBe('NotAcceptable');
  });
});
