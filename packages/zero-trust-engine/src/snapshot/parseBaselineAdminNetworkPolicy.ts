import {
  ClusterPolicy,
  parseAdminPorts,
  parseClusterRules,
  parseClusterSubject,
} from './clusterPolicy';
import { Parsed } from './Gap';
import { RawObject } from './KubernetesObject';
import { parseObject } from './parseObject';

const actions = { Allow: 'allow', Deny: 'deny' } as const;

/** BaselineAdminNetworkPolicy v1alpha1: one, named `default`, after the rest. */
export function parseBaselineAdminNetworkPolicy(
  raw: RawObject,
): Parsed<ClusterPolicy> {
  return parseObject(raw, 'cluster', (root, { meta, note }) => {
    if (meta.name !== 'default') {
      root.in('metadata', 'name').fail("the name 'default'");
    }
    const spec = root.at('spec');
    const shared = { actions, parsePorts: parseAdminPorts, note };
    return {
      meta,
      kind: 'BaselineAdminNetworkPolicy',
      tier: 'baseline',
      priority: 0,
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
