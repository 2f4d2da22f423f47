import { PlaceReading } from './Place';

/** Refusals that one more allow rule can lift. */
const liftable: ReadonlySet<string> = new Set([
  // The network.
  'mode-always',
  'l7-denied',
  'l7-restricted',
  'l7-on-encrypted',
  // Both.
  'no-allow-rule-matched',
  // The mesh.
  'allow-nothing',
  'allow-rules-dropped',
  'allow-rule-may-match',
]);

/** Whether one more allow rule could help at a place. */
export function isLiftable({ place, outcome, because }: PlaceReading): boolean {
  if (place.layer === 'transport' || outcome === 'unknown') return false;
  const deciding = because.filter(
    ({ reason }) => !reason.startsWith('dry-run'),
  );
  return (
    deciding.length > 0 && deciding.every(({ reason }) => liftable.has(reason))
  );
}

/** Policies whose deny rules take some of what is asked. */
export function denyingPolicies({ because }: PlaceReading): readonly string[] {
  const policies = because
    .filter(({ reason }) => reason.startsWith('deny-rule'))
    .map(({ policy }) => policy ?? 'a policy that cannot be read');
  return [...new Set(policies)];
}
