import { startCluster } from './startCluster';

describe('startCluster', () => {
  it('serves what it was given and what controllers make of it', async () => {
    const cluster = await startCluster({ name: 'small' });
    try {
      expect(
        cluster.get({
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          namespace: 'default',
          name: 'default',
        }),
      ).toBeDefined();
    } finally {
      await cluster.stop();
    }
  });
});
