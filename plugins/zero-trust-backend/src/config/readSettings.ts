import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { readAccessSettings } from '../access/config/readAccessSettings';
import { readComplianceSettings } from '../compliance/readComplianceSettings';
import { readClusterSettings } from './readClusterSettings';
import { readSensitiveRule } from './readSensitiveRule';
import { ZeroTrustSettings } from './ZeroTrustSettings';

const unmappedPeers = ['show', 'hide'] as const;

/**
 * Reads `zeroTrust`. Rejects what it does not understand with an `InputError`
 * that names the key and the accepted forms, and never a value.
 */
export function readSettings(root: RootConfigService): ZeroTrustSettings {
  const config = root.getOptionalConfig('zeroTrust');
  const clusters = (config?.getOptionalConfigArray('clusters') ?? []).map(
    (cluster, index) =>
      readClusterSettings(cluster, `zeroTrust.clusters[${index}]`),
  );
  const names = clusters.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError(
      `zeroTrust.clusters has the name '${twice}' twice; names must be unique`,
    );
  }
  const peers = config?.getOptionalString('unmappedPeers') ?? 'show';
  const known = unmappedPeers.find(value => value === peers);
  if (!known) {
    throw new InputError(`zeroTrust.unmappedPeers must be 'show' or 'hide'`);
  }
  return {
    clusters,
    unmappedPeers: known,
    catalogRefreshMs:
      (config?.getOptionalNumber('catalogRefreshSeconds') ?? 60) * 1_000,
    catalogSettleMs:
      (config?.getOptionalNumber('catalogSettleSeconds') ?? 10) * 1_000,
    sensitive: readSensitiveRule(config?.getOptionalConfig('sensitive')),
    compliance: readComplianceSettings(config?.getOptionalConfig('compliance')),
    access: readAccessSettings(root, names),
  };
}
