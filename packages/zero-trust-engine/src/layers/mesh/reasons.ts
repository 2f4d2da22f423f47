/** Every reason code of the mesh layer; stable, see `networkReasons`. */
export const meshReasons = [
  'allow-rule',
  'allow-rule-may-match',
  'deny-rule',
  'deny-rule-widened',
  'deny-rule-may-match',
  'no-allow-policy',
  'no-allow-rule-matched',
  'allow-nothing',
  'allow-rules-dropped',
  'custom-provider-decides',
  'custom-provider-unusable',
  'custom-dry-run',
  'dry-run-not-enforced',
  'dry-run-not-sent',
  'envoy-filter',
  'not-readable',
] as const;
