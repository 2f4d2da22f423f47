import { DemoCluster } from '../cluster/DemoCluster';
import { ClusterOptions, startCluster } from '../cluster/startCluster';
import { ClusterClient } from './ClusterClient';

/** Starts a cluster before the tests of a file and stops it after them. */
export const useCluster = (
  options: Partial<ClusterOptions> = {},
): { readonly cluster: DemoCluster; readonly client: ClusterClient } => {
  const used = {} as { cluster: DemoCluster; client: ClusterClient };
  beforeAll(async () => {
    used.cluster = await startCluster({ name: 'test', ...options });
    used.client = new ClusterClient(used.cluster);
  });
  afterAll(async () => {
    used.client.close();
    await used.cluster.stop();
  });
  return used;
};
