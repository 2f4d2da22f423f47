import { z } from 'zod';

/** How the entity was tied to workloads, and what did not match. */
export const mappingSchema = z.object({
  state: z.enum(['matched', 'no-annotation', 'no-match', 'unreadable']),
  /** What was tried, one line per annotation and cluster. */
  tried: z.array(
    z.object({
      cluster: z.string(),
      /** The annotation's key. */
      annotation: z.string(),
      /** Label selector or reference, as it was understood. */
      selector: z.string(),
      namespace: z.string().optional(),
      matched: z.number().int(),
      /**
       * Stable code of why nothing matched: `no-such-cluster`,
       * `no-such-namespace`, `no-such-workload`, `selector-matches-nothing`,
       * `label-only-on-owner`, `cluster-unreadable`, `invalid`.
       */
      reason: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
  /** YAML to paste under `metadata.annotations`, prefilled; for `no-annotation`. */
  suggestion: z.string().optional(),
});

export type Mapping = z.infer<typeof mappingSchema>;
