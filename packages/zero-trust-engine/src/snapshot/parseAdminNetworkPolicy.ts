import {
  ClusterPolicy,
  parseAdminPorts,
  parseClusterRules,
  parseClusterSubject,
} from './clusterPolicy';
import { Parsed } from './Gap';
import { RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

const actions = { Allow: 'allow', Deny: 'deny', Pass: 'pass' } as const;

/** AdminNetworkPolicy v1alpha1: before NetworkPolicy, priority 0 to 1000. */
export function parseAdminNetworkPolicy(raw: RawObject): Parsed<ClusterPolicy> {
  return parseObject(raw, 'cluster', (root, { meta, note }) => {
    const spec = root.at('spec');
    const priority = spec.at('priority').int();
    if (priority < 0 || priority > 1000) spec.at('priority').fail('0 to 1000');
    const shared = { actions, parsePorts: parseAdminPorts, note };
    return {
      meta,
      kind: 'AdminNetworkPolicy',
      tier: 'admin',
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
