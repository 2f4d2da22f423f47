import { configMap } from '../testing/objects';
import { useCluster } from '../testing/useCluster';

const used = useCluster({ bookmarkEvery: 20, logSize: 50 });
const path = '/api/v1/namespaces/default/configmaps';

const revisionOf = async () =>
  (await used.client.get(path)).body.metadata.resourceVersion as string;

describe('a watch', () => {
  it('tells additions, changes and deletions after the revision it was given', async () => {
    const watch = await used.client.watch(
      `${path}?resourceVersion=${await revisionOf()}`,
    );
    const created = await used.client.post(path, configMap('one', { a: '1' }));
    expect(created.code).toBe(201);
    await used.client.patch(`${path}/one`, 'merge', { data: { a: '2' } });
    await used.client.delete(`${path}/one`);
    expect(await watch.next()).toMatchObject({
      type: 'ADDED',
      object: { kind: 'ConfigMap', data: { a: '1' } },
    });
    const changed = await watch.next();
    expect(changed).toMatchObject({
      type: 'MODIFIED',
      object: { data: { a: '2' } },
    });
    const deleted = await watch.next();
    expect(deleted.type).toBe('DELETED');
    expect(Number(deleted.object.metadata.resourceVersion)).toBeGreaterThan(
      Number(changed.object.metadata.resourceVersion),
    );
    watch.stop();
  });

  it('catches up with what happened before it was opened', async () => {
    const from = await revisionOf();
    await used.client.post(path, configMap('missed'));
    const watch = await used.client.watch(`${path}?resourceVersion=${from}`);
    expect((await watch.next()).object.metadata.name).toBe('missed');
    watch.stop();
    await used.client.delete(`${path}/missed`);
  });

  it('begins with what exists when it is given no revision', async () => {
    const watch = await used.client.watch(path);
    expect(await watch.next()).toMatchObject({
      type: 'ADDED',
      object: { metadata: { name: 'kube-root-ca.crt' } },
    });
    watch.stop();
  });

  it('shows an object that leaves its selection as deleted, and one that enters as added', async () => {
    const watch = await used.client.watch(
      `${path}?labelSelector=on%3Dyes&resourceVersion=${await revisionOf()}`,
    );
    await used.client.post(path, configMap('moving'));
    await used.client.patch(`${path}/moving`, 'merge', {
      metadata: { labels: { on: 'yes' } },
    });
    await used.client.patch(`${path}/moving`, 'merge', {
      metadata: { labels: { on: 'no' } },
    });
    expect((await watch.next()).type).toBe('ADDED');
    const left = await watch.next();
    expect(left).toMatchObject({
      type: 'DELETED',
      object: { metadata: { labels: { on: 'yes' } } },
    });
    watch.stop();
    await used.client.delete(`${path}/moving`);
  });

  it('tells in bookmarks how far it has come, to clients that ask for them', async () => {
    const from = await revisionOf();
    const watch = await used.client.watch(
      `${path}?allowWatchBookmarks=true&resourceVersion=${from}`,
    );
    // Another kind changes: only a bookmark can tell that.
    await used.client.post('/api/v1/namespaces/default/serviceaccounts', {
      metadata: { name: 'bookmarked' },
    });
    let bookmark = await watch.next();
    while (bookmark.object.metadata.resourceVersion === from)
      bookmark = await watch.next();
    expect(bookmark).toMatchObject({
      type: 'BOOKMARK',
      object: { kind: 'ConfigMap' },
    });
    expect(Number(bookmark.object.metadata.resourceVersion)).toBeGreaterThan(
      Number(from),
    );
    watch.stop();
  });

  it('marks the end of what existed for a streaming list', async () => {
    const watch = await used.client.watch(
      `${path}?sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan`,
    );
    expect((await watch.next()).type).toBe('ADDED');
    expect(await watch.next()).toMatchObject({
      type: 'BOOKMARK',
      object: {
        metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
      },
    });
    watch.stop();
  });

  it('ends by itself after the seconds it was given', async () => {
    const watch = await used.client.watch(`${path}?timeoutSeconds=1`);
    expect(await watch.ended).toBe('closed');
  });

  it('shows rows of a table to clients that want one', async () => {
    const watch = await used.client.watch(path, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
    });
    const { object } = await watch.next();
    expect(object.kind).toBe('Table');
    watch.stop();
  });

  it('answers 410 in the stream for a revision that is forgotten', async () => {
    const from = await revisionOf();
    used.cluster.expireResourceVersions();
    const watch = await used.client.watch(`${path}?resourceVersion=${from}`);
    expect(await watch.next()).toMatchObject({
      type: 'ERROR',
      object: { kind: 'Status', code: 410, reason: 'Expired' },
    });
    expect(await watch.ended).toBe('closed');
  });

  it('answers 410 when more changed since than the log holds', async () => {
    const from = await revisionOf();
    for (let count = 0; count < 70; count++)
      used.cluster.put({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'busy', namespace: 'default' },
        data: { count: `${count}` },
      });
    const watch = await used.client.watch(`${path}?resourceVersion=${from}`);
    expect((await watch.next()).object.code).toBe(410);
  });

  it('is refused with a status when its revision is no number', async () => {
    const answer = await used.client.get(
      `${path}?watch=true&resourceVersion=now`,
    );
    expect(answer.code).toBe(400);
  });

  it('follows one object when narrowed to its name', async () => {
    const watch = await used.client.watch(
      `${path}?fieldSelector=metadata.name%3Dwanted&resourceVersion=${await revisionOf()}`,
    );
    await used.client.post(path, configMap('unwanted'));
    await used.client.post(path, configMap('wanted'));
    expect((await watch.next()).object.metadata.name).toBe('wanted');
    watch.stop();
  });
});
