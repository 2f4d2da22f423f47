import { InputError } from '@backstage/errors';
import { knownGuardrails } from '@ztn/zero-trust-planner';
import { z } from 'zod';
import { Tier } from '../store/StoredRequest';
import { AccessSettings, GuardrailSetting } from './AccessSettings';
import { checkConfig } from './checkConfig';

const level = z.enum(['off', 'info', 'warn', 'review', 'block']);

const schema = z.record(
  z.string(),
  z.union([
    level,
    z
      .object({
        dev: level.optional(),
        staging: level.optional(),
        prod: level.optional(),
      })
      .strict(),
  ]),
);

/**
 * Reads `zeroTrust.guardrails`. A name that no guardrail has is refused: whoever
 * wrote it believes in a protection that is not there. So is a lower level of
 * one that the proof rests on.
 */
export function readGuardrailLevels(
  value: unknown,
): AccessSettings['guardrailsOf'] {
  const at = 'zeroTrust.guardrails';
  const read = Object.entries(checkConfig(schema, value ?? {}, at));
  for (const [id, stated] of read) {
    const freedom = knownGuardrails.get(id);
    if (freedom === undefined) {
      throw new InputError(`${at}: no guardrail '${id}'`);
    }
    const levels =
      typeof stated === 'string' ? [stated] : Object.values(stated);
    if (freedom === 'fixed' && levels.some(one => one !== 'block')) {
      throw new InputError(
        `${at}.${id}: what is proven rests on it; it cannot be lowered`,
      );
    }
  }
  const byTier = (tier: Tier) =>
    Object.fromEntries(
      read.flatMap(([id, stated]): readonly [string, GuardrailSetting][] => {
        const own = typeof stated === 'string' ? stated : stated[tier];
        return own === undefined ? [] : [[id, own]];
      }),
    );
  const all = {
    dev: byTier('dev'),
    staging: byTier('staging'),
    prod: byTier('prod'),
  };
  return tier => all[tier];
}
