import { CiliumFacts } from './Facts';
import { StringMap } from './KubernetesObject';

/** The settings that are facts of their own, from the keys of `cilium-config`. */
export function ciliumSettings(
  config: StringMap,
  version: string | undefined,
): Omit<CiliumFacts, 'version' | 'config' | 'configuration'> {
  return {
    policyMode: policyModeOf(config['enable-policy']),
    hostFirewall: config['enable-host-firewall'] === 'true',
    clusterName: config['cluster-name'] || 'default',
    defaultLocalCluster: localClusterDefault(
      config['policy-default-local-cluster'],
      version,
    ),
  };
}

function policyModeOf(value: string | undefined): CiliumFacts['policyMode'] {
  const mode = value?.toLowerCase();
  return mode === 'always' || mode === 'never' ? mode : 'default';
}

/** The agent's default is false up to 1.18 and true since 1.19. */
function localClusterDefault(
  value: string | undefined,
  version: string | undefined,
): boolean {
  if (value !== undefined) return value === 'true';
  const [major, minor] = (version ?? '').split('.').map(Number);
  if (Number.isInteger(major) && Number.isInteger(minor)) {
    return major > 1 || minor >= 19;
  }
  return true;
}
