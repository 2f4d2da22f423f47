import { ConflictError, InputError } from '@backstage/errors';
import { AccessPreview } from '@ztn/backstage-plugin-zero-trust-common';

/** Throws, in the preview's own words, when asking would come to nothing. */
export function requireWorthwhile(preview: AccessPreview): void {
  const { outcome, reason, findings } = preview;
  switch (outcome) {
    case 'change':
    case 'already_in_git':
    case 'already_allowed':
      return;
    case 'blocked':
    case 'blocked_by_deny':
    case 'not_locatable':
    case 'unknown': {
      const against = findings
        .filter(({ level }) => level === 'block')
        .map(({ id, message }) => `${id}: ${message}`);
      throw new ConflictError(
        `this cannot be asked for (${outcome}): ${[reason, ...against].join(
          '; ',
        )}`,
      );
    }
    default: {
      // A newer backend may know more; what is not understood is not asked for.
      const unknown: never = outcome;
      throw new InputError(`a preview with outcome '${unknown}'`);
    }
  }
}

/** Throws when reviewers are told less than the operator wants them to be. */
export function requireJustified(justification: string, least: number): void {
  if (justification.length >= least) return;
  throw new InputError(
    `input.justification: must say why, in at least ${least} characters`,
  );
}
