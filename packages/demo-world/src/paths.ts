import path from 'node:path';

/** The folder of this package. */
export const packageRoot = (): string =>
  path.dirname(require.resolve('@ztn/demo-world/package.json'));

/** The folder of the repository. */
export const repositoryRoot = (): string =>
  path.resolve(packageRoot(), '../..');

/** The ClusterRole that an operator gives to the plugin's reader. */
export const readerRoleFile = (): string =>
  path.join(repositoryRoot(), 'deploy', 'cluster-role.yaml');
