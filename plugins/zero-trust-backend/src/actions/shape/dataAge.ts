import { ClusterFreshness } from '@ztn/backstage-plugin-zero-trust-common';
import { z } from 'zod/v3';

/** How current an answer is, in every answer about clusters. */
export const dataAge = {
  now: z.string().describe('The clock of the server, ISO 8601 UTC.'),
  partial: z
    .boolean()
    .describe(
      'Something that matters could not be read: what is missing here may exist.',
    ),
  clusters: z.array(
    z.object({
      cluster: z.string(),
      state: z.string(),
      asOf: z.string().optional(),
      reason: z.string().optional(),
      unreadable: z.array(z.string()),
    }),
  ),
};

export const toDataAge = (answer: {
  readonly now: string;
  readonly partial: boolean;
  readonly clusters: readonly ClusterFreshness[];
}) => ({
  now: answer.now,
  partial: answer.partial,
  clusters: answer.clusters.map(
    ({ cluster, state, asOf, reason, unreadable }) => ({
      cluster,
      state,
      asOf,
      reason,
      unreadable,
    }),
  ),
});
