import { PeerMatcher } from '../../../layers/network/NetworkRule';
import { Snapshot } from '../../../snapshot/Snapshot';
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
  const translated = translatedPorts(snapshot);
  return bound.flatMap((each): readonly Finding[] => {
    const { rule } = each;
    const named = portsOf(each).filter(port => translated.has(textOf(port)));
    if (named.length === 0) return [];
    const destinations = destinationsOf(each, snapshot);
    return named.flatMap(port => {
      const meant = podPortMeant(snapshot, destinations, port);
      if (meant === undefined) return [];
      return [
        {
          code: 'rule-port-is-service-port',
          severity: 'high',
          object: rule.policy,
          path: rule.path,
          workloads: each.subjects.map(({ key }) => key),
          params: { port: String(port.port), podPort: String(meant) },
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
  { ids }: Snapshot,
): readonly Workload[] {
  if (direction === 'ingress') return subjects;
  if (!rule.peers.every(isPods)) return [];
  const chosen = rule.peers.flatMap(peer =>
    isPods(peer) ? [...peer.workloads.ids()] : [],
  );
  return ids.inOrder(new Set(chosen));
}

/** Numbers that some Service maps to another one: any other rule is innocent. */
function translatedPorts({ services }: Snapshot): ReadonlySet<string> {
  return new Set(
    services
      .flatMap(({ ports }) => ports)
      .filter(({ port, targetPort }) => port !== targetPort)
      .map(textOf),
  );
}

function textOf({ port, protocol }: PortOfRule): string {
  return `${protocol}/${port}`;
}

function isPods(
  peer: PeerMatcher,
): peer is Extract<PeerMatcher, { type: 'pods' }> {
  return peer.type === 'pods';
}
