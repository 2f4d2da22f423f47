import {
  ClusterPolicy,
  parseClusterProtocols,
  parseClusterRules,
  parseClusterSubject,
} from './clusterPolicy';
import { Parsed } from './Gap';
import { RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

const actions = { Accept: 'allow', Deny: 'deny', Pass: 'pass' } as const;

/** ClusterNetworkPolicy v1alpha2, in its own tier before or after the rest. */
export function parseClusterNetworkPolicy(
  raw: RawObject,
): Parsed<ClusterPolicy> {
  return parseObject(raw, 'cluster', (root, { meta, note }) => {
    const spec = root.at('spec');
    const tier = spec.at('tier').oneOf(['Admin', 'Baseline']);
    const priority = spec.at('priority').int();
    if (priority < 0 || priority > 1000) spec.at('priority').fail('0 to 1000');
    const shared = { actions, parsePorts: parseClusterProtocols, note };
    return {
      meta,
      kind: 'ClusterNetworkPolicy',
      tier: tier === 'Admin' ? 'admin' : 'baseline',
      priority,
      subject: parseClusterSubject(spec.at('subject'), note),
      ingress: parseClusterRules(spec.at('ingress'), {
        ...shared,
        peersKey: 'from',
      }),
      egress: parseClusterRules(spec.at('egress'), {
        ...shared,
        peersKey: 'to',
      }),
    };
  });
}
