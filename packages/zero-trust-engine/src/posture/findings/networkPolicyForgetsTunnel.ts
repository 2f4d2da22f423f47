import { matchLabels } from '../../select/matchLabels';
import { NetworkPolicyRule } from '../../snapshot/parseNetworkPolicy';
import { Finding } from '../Finding';
import { FindingCheck } from './FindingContext';
import { nameOf } from './objects';

const hbonePort = 15008;

/**
 * In ambient mode a call arrives on 15008 whatever port it is for. A rule that
 * names the application's port and not the tunnel's lets no mesh call in, unless
 * another rule for the same pods does.
 */
export const networkPolicyForgetsTunnel: FindingCheck = ({
  snapshot,
  enrolment,
}) =>
  snapshot.workloads.flatMap((workload): readonly Finding[] => {
    const [pod] = workload.pods;
    const plane = enrolment.of(workload, pod);
    if (plane !== 'ambient') return [];
    const policies = snapshot
      .objects('NetworkPolicy')
      .filter(
        policy =>
          policy.meta.namespace === workload.namespace &&
          policy.directions.includes('ingress') &&
          matchLabels(policy.podSelector, workload.labels),
      );
    const admits = (ports: NetworkPolicyRule['ports']) =>
      ports === 'any' ||
      ports.some(
        ({ protocol, ports: written }) =>
          (protocol === 'TCP' || protocol === 'any') &&
          (written === 'all' ||
            ('first' in written &&
              written.first <= hbonePort &&
              hbonePort <= written.last)),
      );
    const rules = policies.flatMap(policy =>
      policy.ingress.map(rule => ({ policy, rule })),
    );
    const tcp = rules.filter(
      ({ rule: { ports } }) =>
        ports !== 'any' && ports.some(({ protocol }) => protocol === 'TCP'),
    );
    if (tcp.length === 0 || rules.some(({ rule }) => admits(rule.ports))) {
      return [];
    }
    return tcp.slice(0, 1).map(({ policy, rule }) => ({
      code: 'network-policy-forgets-tunnel',
      severity: 'high',
      object: nameOf('NetworkPolicy', policy),
      path: `${rule.path}.ports`,
      workloads: [workload.key],
      params: { port: String(hbonePort) },
    }));
  });
