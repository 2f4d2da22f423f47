import { PeerMatcher } from '../../../layers/network/NetworkRule';
import { Workload } from '../../../snapshot/Workload';
import { Finding } from '../../Finding';
import { FindingCheck } from '../FindingContext';
import { BoundRule } from './BoundRules';
import { podPortMeant, PortOfRule } from './servicePorts';

/**
 * Network policies see the pod's port, after translation. A rule on a Service's
 * port allows nothing; on outside addresses any number may be right.
 */
export const rulePortOfNetworkRule: FindingCheck = ({
  snapshot,
  bound,
  subjects,
}) => {
  if (!subjects.complete || snapshot.gapsOf('Service').length > 0) return [];
  return bound.flatMap((each): readonly Finding[] => {
    const { rule } = each;
    const destinations = destinationsOf(each, snapshot.workloads);
    return portsOf(each).flatMap(named => {
      const meant = podPortMeant(snapshot, destinations, named);
      if (meant === undefined) return [];
      return [
        {
          code: 'rule-port-is-service-port',
          severity: 'high',
          object: rule.policy,
          path: rule.path,
          workloads: each.subjects.map(({ key }) => key),
          params: { port: String(named.port), podPort: String(meant) },
        },
      ];
    });
  });
};

/** Single numbers; a range may well have been drawn around several pods. */
function portsOf({ rule }: BoundRule): readonly PortOfRule[] {
  if (rule.traffic === 'any') return [];
  return rule.traffic.flatMap((entry): readonly PortOfRule[] => {
    if ('icmp' in entry || entry.ports === 'all') return [];
    if ('name' in entry.ports) return [];
    const { first, last } = entry.ports;
    if (first !== last) return [];
    const protocol = entry.protocol === 'any' ? 'TCP' : entry.protocol;
    return [{ port: first, protocol }];
  });
}

function destinationsOf(
  { direction, rule, subjects }: BoundRule,
  workloads: readonly Workload[],
): readonly Workload[] {
  if (direction === 'ingress') return subjects;
  if (!rule.peers.every(isPods)) return [];
  return workloads.filter(({ id }) =>
    rule.peers.some(peer => isPods(peer) && peer.workloads.has(id)),
  );
}

function isPods(
  peer: PeerMatcher,
): peer is Extract<PeerMatcher, { type: 'pods' }> {
  return peer.type === 'pods';
}
