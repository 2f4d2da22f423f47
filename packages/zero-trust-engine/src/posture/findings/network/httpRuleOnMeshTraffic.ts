import { Engine } from '../../../evaluate/Engine';
import { PeerMatcher } from '../../../layers/network/NetworkRule';
import { NetworkRule } from '../../../layers/network/NetworkRule';
import { Workload } from '../../../snapshot/Workload';
import { Finding } from '../../Finding';
import { FindingCheck } from '../FindingContext';
import { Governed } from './BoundRules';
import { mergeWorkloads } from './mergeWorkloads';

/**
 * Cilium's proxy reads requests, and the mesh has encrypted them: where the two
 * meet, every request fails. Asked of the engine for each caller and port that
 * an HTTP rule names.
 */
export const httpRuleOnMeshTraffic: FindingCheck = ({ engine, governed }) =>
  mergeWorkloads(
    governed.flatMap(each =>
      each.program.rules.filter(isHttp).flatMap((rule): readonly Finding[] => {
        const broken = peersOf(rule, engine).some(peer =>
          portsOf(rule, each.direction === 'ingress' ? each.workload : peer)
            .map(port => ({ peer, port }))
            .some(call => isUnreadable(engine, each, call)),
        );
        if (!broken) return [];
        return [
          {
            code: 'http-rule-on-mesh-traffic',
            severity: 'high',
            object: rule.policy,
            path: rule.path,
            workloads: [each.workload.key],
            params: {},
          },
        ];
      }),
    ),
  );

function isHttp({ action, conditions }: NetworkRule): boolean {
  return action === 'allow' && conditions.some(({ type }) => type === 'http');
}

function peersOf(rule: NetworkRule, engine: Engine): readonly Workload[] {
  const names = (peer: PeerMatcher, { id }: Workload) =>
    peer.type === 'pods' && peer.workloads.has(id);
  return engine.snapshot.workloads.filter(workload =>
    rule.peers.some(peer => names(peer, workload)),
  );
}

function portsOf(
  { traffic }: NetworkRule,
  destination: Workload,
): readonly number[] {
  if (traffic === 'any') return [];
  return traffic.flatMap(entry => {
    if ('icmp' in entry || entry.ports === 'all') return [];
    if ('first' in entry.ports) return [entry.ports.first];
    const { name } = entry.ports;
    return destination.ports
      .filter(port => port.name === name)
      .map(({ port }) => port);
  });
}

function isUnreadable(
  engine: Engine,
  { workload, direction }: Governed,
  { peer, port }: { readonly peer: Workload; readonly port: number },
): boolean {
  const [from, to] =
    direction === 'ingress' ? [peer, workload] : [workload, peer];
  const { layers } = engine.judge({
    from: { type: 'workload', ref: from.ref },
    to: { type: 'workload', ref: to.ref },
    protocol: 'TCP',
    port,
  });
  return layers.some(
    layer =>
      layer.direction === direction &&
      layer.because.some(({ reason }) => reason === 'l7-on-encrypted'),
  );
}
