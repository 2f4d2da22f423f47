import { z } from 'zod';

/**
 * State of one kind in one cluster. `not-installed` is a fact (there are no
 * such objects); `forbidden`, `unreachable`, `failed` and `pending` are gaps.
 */
export const kindStateSchema = z.object({
  kind: z.string(),
  group: z.string(),
  state: z.enum([
    'watching',
    'stale',
    'pending',
    'forbidden',
    'not-installed',
    'unreachable',
    'failed',
  ]),
  /** The missing right, `list networkpolicies.networking.k8s.io`. */
  missing: z.string().optional(),
  objects: z.number().int().optional(),
  /** ISO 8601, UTC. */
  staleSince: z.string().optional(),
  detail: z.string().optional(),
});

/** How fresh one cluster's answers are. Times are ISO 8601 UTC, server's clock. */
export const clusterFreshnessSchema = z.object({
  cluster: z.string(),
  state: z.enum(['watching', 'partial', 'stale', 'unreachable', 'pending']),
  /** When the objects behind the answers were last known to be current. */
  asOf: z.string().optional(),
  staleSince: z.string().optional(),
  /** Stable code: `forbidden`, `tls`, `timeout`, `refused`, `unauthorized`, … */
  reason: z.string().optional(),
  detail: z.string().optional(),
  /** Kinds that could not be read. */
  unreadable: z.array(z.string()),
});

/** A fact about a cluster, and the object or setting it came from. */
export const clusterFactSchema = z.object({
  name: z.string(),
  value: z.string(),
  source: z.string(),
});

export const clusterStatusSchema = clusterFreshnessSchema.extend({
  title: z.string(),
  kinds: z.array(kindStateSchema),
  facts: z.array(clusterFactSchema),
  /** Objects that were read and could not be understood. */
  malformed: z.array(
    z.object({
      object: z.string(),
      path: z.string().optional(),
      detail: z.string(),
    }),
  ),
  workloads: z.number().int(),
});

/** `GET /v1/clusters`. */
export const clustersResponseSchema = z.object({
  now: z.string(),
  clusters: z.array(clusterStatusSchema),
});

export type KindState = z.infer<typeof kindStateSchema>;
export type ClusterFreshness = z.infer<typeof clusterFreshnessSchema>;
export type ClusterStatus = z.infer<typeof clusterStatusSchema>;
export type ClustersResponse = z.infer<typeof clustersResponseSchema>;
