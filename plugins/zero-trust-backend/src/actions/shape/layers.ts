import {
  Evidence,
  LayerVerdict,
} from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod/v3';
import { firstOf } from './firstOf';
import { outcomeEnum } from './words';

/** Of each layer so many deciding rules are told. */
const RULES = 5;

export const layersSchema = z
  .array(
    z.object({
      layer: z.enum(['network', 'transport', 'mesh']),
      direction: z.enum(['ingress', 'egress']).optional(),
      hop: z.string().optional(),
      outcome: outcomeEnum,
      because: z
        .array(z.string())
        .describe('Deciding objects and the field in them, or a reason code.'),
      more: z.number().int().optional().describe('Rules that are left out.'),
    }),
  )
  .describe('Every layer has to allow.');

export const toLayers = (layers: readonly LayerVerdict[]) =>
  layers.map(({ layer, direction, hop, outcome, because }) => ({
    layer,
    direction,
    hop,
    outcome,
    because: because.slice(0, RULES).map(wordsOf),
    ...(because.length > RULES ? { more: because.length - RULES } : {}),
  }));

/** `NetworkPolicy pay/callers spec.ingress[0] (allow-rule)`. */
function wordsOf({ policy, path, reason, considered }: Evidence): string {
  const place = [policy, path].filter(Boolean).join(' ');
  if (place) return `${place} (${reason})`;
  const { items, more } = firstOf(considered ?? [], RULES);
  if (items.length === 0) return reason;
  const rest = more === undefined ? '' : ` and ${more} more`;
  return `${reason} (${items.join(', ')}${rest})`;
}
