import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCluster } from '@ztn/demo-world';
import { parseAllDocuments } from 'yaml';

const deploy = join(__dirname, '../../../../deploy');

const objectsIn = (file: string) =>
  parseAllDocuments(readFileSync(join(deploy, file), 'utf8')).map(document =>
    document.toJS(),
  );

describe('the service account that ships', () => {
  it('is bound to the role beside it', () => {
    const [role] = objectsIn('cluster-role.yaml');
    const [account, binding] = objectsIn('service-account.yaml');
    expect(binding.roleRef).toEqual({
      apiGroup: 'rbac.authorization.k8s.io',
      kind: role.kind,
      name: role.metadata.name,
    });
    expect(binding.subjects).toEqual([
      { kind: 'ServiceAccount', ...account.metadata },
    ]);
  });

  it('is taken by an API server as it is', async () => {
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'backstage' },
    };
    const objects = [
      namespace,
      ...objectsIn('cluster-role.yaml'),
      ...objectsIn('service-account.yaml'),
    ];
    const cluster = await startCluster({ name: 'bare', objects });
    const bindings = cluster.list({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
    });
    await cluster.stop();
    expect(bindings.map(({ metadata }) => metadata.name)).toContain(
      'zero-trust-reader',
    );
  });
});
