import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { DemoCluster } from './cluster/DemoCluster';

const secret = { mode: 0o600 };

const contextsOf = (cluster: DemoCluster) =>
  (['admin', 'reader'] as const).map(role => ({
    name: role === 'admin' ? cluster.name : `${cluster.name}-${role}`,
    context: { cluster: cluster.name, user: `${cluster.name}-${role}` },
    token: cluster.tokens[role],
  }));

/**
 * Writes `kubeconfig` with a context per cluster and one more that ends in
 * `-reader`, and per cluster a folder with `ca.crt`, `admin.token` and
 * `reader.token`. Answers the path of the kubeconfig.
 */
export const writeKubeconfig = (
  directory: string,
  clusters: readonly DemoCluster[],
): string => {
  const contexts = clusters.flatMap(contextsOf);
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': clusters[0]?.name ?? '',
    clusters: clusters.map(cluster => ({
      name: cluster.name,
      cluster: {
        server: cluster.url,
        'certificate-authority-data': Buffer.from(cluster.caCert).toString(
          'base64',
        ),
      },
    })),
    contexts: contexts.map(({ name, context }) => ({ name, context })),
    users: contexts.map(({ context, token }) => ({
      name: context.user,
      user: { token },
    })),
  };
  for (const cluster of clusters) {
    const folder = path.join(directory, cluster.name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'ca.crt'), cluster.caCert);
    writeFileSync(
      path.join(folder, 'admin.token'),
      cluster.tokens.admin,
      secret,
    );
    writeFileSync(
      path.join(folder, 'reader.token'),
      cluster.tokens.reader,
      secret,
    );
  }
  const file = path.join(directory, 'kubeconfig');
  writeFileSync(file, stringify(kubeconfig), secret);
  return file;
};
