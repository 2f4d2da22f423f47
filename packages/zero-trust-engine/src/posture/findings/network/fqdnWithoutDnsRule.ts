import { dnsPattern } from '../../../layers/network/cilium/dnsPattern';
import { NetworkRule } from '../../../layers/network/NetworkRule';
import { Program } from '../../../layers/network/Program';
import { Finding } from '../../Finding';
import { FindingCheck } from '../FindingContext';
import { mergeWorkloads } from './mergeWorkloads';

/**
 * Cilium learns the addresses of a name from answers that its DNS proxy sees.
 * Names that no DNS rule of the same workload lets through are never learned,
 * so the rule admits nothing, and closes the direction all the same.
 */
export const fqdnWithoutDnsRule: FindingCheck = ({ governed }) =>
  mergeWorkloads(
    governed
      .filter(({ direction }) => direction === 'egress')
      .filter(({ program }) => isCertain(program))
      .flatMap(({ workload, program }) =>
        program.rules.flatMap((rule): readonly Finding[] => {
          const names = neverLearned(rule, program);
          if (names.length === 0) return [];
          return [
            {
              code: 'fqdn-without-dns-rule',
              severity: 'high',
              object: rule.policy,
              path: rule.path,
              workloads: [workload.key],
              params: { names: names.join(', ') },
            },
          ];
        }),
      ),
  );

/** A policy that could not be read may hold the DNS rule. */
function isCertain({ cilium, gaps }: Program): boolean {
  return cilium?.enforced === true && gaps.length === 0;
}

/** Of patterns it is only certain where nothing at all may be looked up. */
function neverLearned(rule: NetworkRule, program: Program): readonly string[] {
  const lookups = program.rules
    .filter(({ action }) => action === 'allow')
    .flatMap(({ conditions }) => conditions)
    .flatMap(c => (c.type === 'dns' ? c.names : []))
    .map(dnsPattern);
  return rule.peers
    .flatMap(peer => (peer.type === 'names' ? peer.names : []))
    .map(({ text }) => text)
    .filter(text =>
      text.includes('*')
        ? lookups.length === 0
        : !lookups.some(pattern => pattern.matches(text)),
    );
}
