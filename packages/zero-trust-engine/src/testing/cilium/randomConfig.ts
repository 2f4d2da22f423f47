import fc from 'fast-check';
import { maybe } from '../arbitraries';

const flag = (chance: number) =>
  fc.integer({ min: 0, max: 9 }).map(dice => String(dice < chance));

/** What agents are told that changes verdicts; the usual more often. */
export const someConfig = fc
  .record({
    'enable-policy': fc.constantFrom(
      ...Array<string>(7).fill('default'),
      'always',
      'always',
      'never',
    ),
    'enable-host-firewall': flag(6),
    'policy-audit-mode': flag(1),
    'policy-cidr-match-mode': fc.constantFrom(
      '',
      '',
      '',
      'nodes',
      'nodes pods',
    ),
    'policy-default-local-cluster': maybe(flag(5)),
    'enable-node-selector-labels': flag(7),
    'enable-non-default-deny-policies': flag(8),
    'enable-k8s-networkpolicy': flag(9),
    'enable-k8s-cluster-network-policy': flag(7),
    'enable-l7-proxy': flag(9),
    'allow-localhost': fc.constantFrom('auto', 'auto', 'always', 'policy'),
  })
  .map(config => JSON.parse(JSON.stringify(config)) as Record<string, string>);
