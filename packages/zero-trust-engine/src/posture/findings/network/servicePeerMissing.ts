import { ciliumRejection } from '../../../layers/network/cilium/ciliumRejection';
import { matchLabels } from '../../../select/matchLabels';
import { CiliumServiceRef } from '../../../snapshot/ciliumPolicy';
import { ClusterService } from '../../../snapshot/Snapshot';
import { Finding } from '../../Finding';
import { FindingCheck } from '../FindingContext';
import { nameOf } from '../objects';
import { ciliumPolicies } from './ciliumPolicies';

/**
 * `toServices` of a Service that does not exist. Peers are then empty, which on
 * named ports has opened them to everybody.
 */
export const servicePeerMissing: FindingCheck = ({ snapshot, subjects }) => {
  if (snapshot.facts.cni !== 'cilium') return [];
  if (snapshot.gapsOf('Service').length > 0) return [];
  const isThere = (ref: CiliumServiceRef) =>
    snapshot.services.some(service => isMeant(ref, service));
  return ciliumPolicies(snapshot)
    .filter(policy => !ciliumRejection(policy, subjects.profile))
    .flatMap(policy =>
      policy.rules.flatMap(rule =>
        rule.sections.flatMap(({ peers, toPorts }) =>
          (peers.services ?? [])
            .filter(ref => !isThere(ref))
            .map(
              (ref): Finding => ({
                code: 'service-peer-missing',
                severity: toPorts.length > 0 ? 'high' : 'low',
                object: nameOf(policy.kind, policy),
                path: ref.path,
                workloads: subjects.ofCiliumRule(rule, policy),
                params:
                  ref.type === 'name'
                    ? { service: `${ref.namespace}/${ref.name}` }
                    : {},
              }),
            ),
        ),
      ),
    );
};

function isMeant(ref: CiliumServiceRef, { meta }: ClusterService): boolean {
  if (ref.namespace !== '' && ref.namespace !== meta.namespace) return false;
  return ref.type === 'name'
    ? ref.name === meta.name
    : matchLabels(ref.selector, meta.labels);
}
