/**
 * Every reason code of the network layer. Codes are stable: programs compare
 * them and the rim turns them into sentences.
 */
export const networkReasons = [
  // A rule decided.
  'allow-rule',
  'deny-rule',
  // No rule decided.
  'no-policy',
  'no-rule-matched',
  'no-allow-rule-matched',
  'pass-to-default',
  // The ends are exempt, or are nobody that policy governs here.
  'self',
  'own-node',
  'host-network',
  'host-firewall-off',
  'outside-cluster',
  // Whether policy is enforced at all.
  'cni-does-not-enforce',
  'enforcement-unknown',
  'kind-enforcement-unknown',
  'mode-never',
  'mode-always',
  'audit-mode',
  'per-node-override',
  'cilium-settings-unread',
  // Two answers are possible.
  'undefined-tie',
  'depends-on-address',
  'cni-dependent-match',
  'not-readable',
  // There may be no way between the ends at all.
  'separate-networks',
  'pods-not-readable',
  // Cilium.
  'allow-localhost',
  'invalid-policy-ignored',
  'non-default-deny-wildcard',
  'l7-restricted',
  'l7-denied',
  'l7-on-encrypted',
  'sni-restricted',
  'sni-denied',
  'dns-restricted',
  'listener',
  'auth-required',
  'auth-unavailable',
  'fqdn-conditional',
  'fqdn-never-learned',
  'unresolvable-peer',
  'conflicting-rules',
] as const;

export type NetworkReason = (typeof networkReasons)[number];
