import { NetworkRule } from '../../layers/network/NetworkRule';
import { Finding } from '../Finding';
import { FindingCheck } from './FindingContext';

const hbonePort = 15008;

/**
 * In ambient mode a call arrives on 15008 whatever port it is for. A rule that
 * names the application's port and not the tunnel's lets no mesh call in, unless
 * another rule for the same pods does. Cilium sees the tunnel as well.
 */
export const networkPolicyForgetsTunnel: FindingCheck = ({
  governed,
  enrolment,
}) =>
  governed.flatMap(({ workload, direction, program }): readonly Finding[] => {
    const [pod] = workload.pods;
    if (direction !== 'ingress') return [];
    if (enrolment.of(workload, pod) !== 'ambient') return [];
    if (program.isolatedBy.length === 0) return [];
    const allows = program.rules.filter(
      ({ tier, action }) => tier === 'policy' && action === 'allow',
    );
    const tcp = allows.filter(namesTcpPort);
    if (tcp.length === 0 || allows.some(admitsTunnel)) return [];
    return tcp.slice(0, 1).map(rule => ({
      code: 'network-policy-forgets-tunnel',
      severity: 'high',
      object: rule.policy,
      path: `${rule.path}.${
        rule.kind === 'NetworkPolicy' ? 'ports' : 'toPorts'
      }`,
      workloads: [workload.key],
      params: { port: String(hbonePort) },
    }));
  });

/** A list of ports, one of them of TCP. */
function namesTcpPort({ traffic }: NetworkRule): boolean {
  return (
    traffic !== 'any' &&
    traffic.some(entry => !('icmp' in entry) && isTcp(entry.protocol))
  );
}

function admitsTunnel({ traffic }: NetworkRule): boolean {
  return (
    traffic === 'any' ||
    traffic.some(
      entry =>
        !('icmp' in entry) &&
        isTcp(entry.protocol) &&
        (entry.ports === 'all' ||
          ('first' in entry.ports &&
            entry.ports.first <= hbonePort &&
            hbonePort <= entry.ports.last)),
    )
  );
}

function isTcp(protocol: string): boolean {
  return protocol === 'TCP' || protocol === 'any';
}
