import { CiliumFacts } from './Facts';
import { imageVersion } from './detectFacts';
import type { Detected, FactSources } from './detectFacts';

/**
 * Cilium's profile from its config map and its agents' image. Defaults are the
 * agent's own for an absent key (spec cilium 1.1).
 */
export function detectCilium(
  from: FactSources,
  inUse: boolean,
): Detected<CiliumFacts | undefined> {
  if (!inUse) return { value: undefined, sources: {} };
  const map = from.configMaps.find(m => m.meta.name === 'cilium-config');
  const config = map?.data ?? {};
  const agent = from.runners
    .flatMap(runner =>
      runner.shape.containers.map(container => ({ runner, container })),
    )
    .find(({ container }) => container.name === 'cilium-agent');
  const version = agent && imageVersion(agent.container);
  const configSource = map
    ? `ConfigMap ${map.meta.namespace}/cilium-config`
    : 'default';
  return {
    value: {
      version,
      policyMode: policyModeOf(config['enable-policy']),
      hostFirewall: config['enable-host-firewall'] === 'true',
      clusterName: config['cluster-name'] || 'default',
      defaultLocalCluster: localClusterDefault(
        config['policy-default-local-cluster'],
        version,
      ),
      config,
    },
    sources: {
      version: version && agent ? agent.runner.object : 'not found',
      policyMode: configSource,
      hostFirewall: configSource,
      clusterName: configSource,
      defaultLocalCluster: configSource,
    },
    gaps: map
      ? []
      : [
          {
            kind: 'ConfigMap',
            group: '',
            reason: 'pending',
            object: {
              kind: 'ConfigMap',
              namespace: 'kube-system',
              name: 'cilium-config',
            },
            detail: 'not among the objects: defaults are assumed',
          },
        ],
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
