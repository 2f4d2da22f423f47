import { Outcome } from '../../vocabulary';
import { EnvoyFilterConfig, World, passesFilters } from './envoyRbac';
import { GoldenRequest } from './GoldenRequest';

/** Texts that the metadata of a foreign filter may have, in turn. */
const metadataTexts = [
  '',
  'exact',
  'prefix-x',
  'x-suffix',
  'not-exact',
  'not-prefix-x',
  'x-not-suffix',
  'other',
];

const worlds: readonly World[] = metadataTexts.flatMap(metadata => [
  { metadata, authorizer: 'allows' },
  { metadata, authorizer: 'refuses' },
]);

/** What a chain says where it says the same in every world, else conditional. */
export function envoyOutcome(
  filters: readonly EnvoyFilterConfig[],
  request: GoldenRequest,
): Outcome {
  const answers = new Set(
    worlds.map(world => passesFilters(filters, request, world)),
  );
  if (answers.size > 1) return 'conditional';
  return answers.has(true) ? 'allow' : 'deny';
}
