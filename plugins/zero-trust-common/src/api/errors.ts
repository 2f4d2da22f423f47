import { z } from 'zod';

/** Stable codes beside Backstage's error body. */
export const errorCodeSchema = z.enum([
  'invalid-input',
  'not-allowed',
  'entity-not-found',
  'catalog-not-ready',
  'not-mapped',
  'cluster-unavailable',
  'not-found',
  'conflict',
]);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** Channel on which changes are hinted; the truth is fetched. */
export const SIGNAL_CHANNEL = 'zero-trust:posture';

/** A hint that some cluster's answers changed; carries no names of services. */
export const signalSchema = z.object({
  kind: z.literal('snapshot-changed'),
  cluster: z.string(),
  /** Grows with every snapshot of that cluster. */
  generation: z.number().int(),
});
export type ZeroTrustSignal = z.infer<typeof signalSchema>;
