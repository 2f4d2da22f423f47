import { z } from 'zod';
import { clusterFreshnessSchema } from './clusters';
import { mappingSchema } from './mapping';
import { permissionPeerSchema, permissionTrafficSchema } from './permissions';
import {
  outcomeSchema,
  permissionDirectionSchema,
  protocolSchema,
  transportSchema,
} from './vocabulary';

/** Objects that one question may add, and that it may remove. */
export const MAX_WHATIF_OBJECTS = 20;

/** Body of `POST /v1/whatif`. Nothing is written to any cluster. */
export const whatIfRequestSchema = z
  .object({
    /** Whose permissions are compared; decides what the caller may ask. */
    entityRef: z.string().max(500),
    /** Absent: every cluster in which the entity has workloads. */
    cluster: z.string().max(253).optional(),
    /**
     * Policies as an API server takes them. One that exists already, by kind,
     * namespace and name, is replaced.
     */
    add: z
      .array(z.record(z.string(), z.unknown()))
      .max(MAX_WHATIF_OBJECTS)
      .default([]),
    /** `Kind namespace/name`, as evidence names them. */
    remove: z.array(z.string().max(520)).max(MAX_WHATIF_OBJECTS).default([]),
  })
  .strict();

/** What holds of a connection on one side; absent: it is refused. */
export const permissionTermsSchema = z.object({
  outcome: outcomeSchema,
  transport: transportSchema,
  identity: z.string().optional(),
  http: permissionTrafficSchema.shape.http,
});

/** Connections that would appear, vanish, or pass on other terms. */
export const permissionChangeSchema = z.object({
  type: z.enum(['appears', 'vanishes', 'changes']),
  /** The entity's own workload. */
  workload: z.string(),
  direction: permissionDirectionSchema,
  peer: permissionPeerSchema,
  protocol: protocolSchema,
  ports: permissionTrafficSchema.shape.ports,
  before: permissionTermsSchema.optional(),
  after: permissionTermsSchema.optional(),
});

/** What the change would do in one cluster. */
export const clusterChangesSchema = z.object({
  cluster: z.string(),
  /** What newly passes first, the widest of it on top; at most 200. */
  changes: z.array(permissionChangeSchema),
  totalChanges: z.number().int(),
  /**
   * Added objects that are not understood, in whole or in part. What they could
   * change is `unknown` in the answer.
   */
  gaps: z.array(
    z.object({
      object: z.string(),
      reason: z.string(),
      path: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
  /** Of `remove`: what has no say in what the caller may see of the entity. */
  ignored: z.array(z.string()),
  /** Peers that the caller may not read: what changes for them is not told. */
  hiddenPeers: z.number().int(),
});

/** Answer of `POST /v1/whatif`. */
export const whatIfResponseSchema = z.object({
  entityRef: z.string(),
  now: z.string(),
  mapping: mappingSchema,
  clusters: z.array(clusterChangesSchema),
  freshness: z.array(clusterFreshnessSchema),
  partial: z.boolean(),
});

export type WhatIfRequest = z.input<typeof whatIfRequestSchema>;
export type PermissionTerms = z.infer<typeof permissionTermsSchema>;
export type PermissionChange = z.infer<typeof permissionChangeSchema>;
export type ClusterChanges = z.infer<typeof clusterChangesSchema>;
export type WhatIfResponse = z.infer<typeof whatIfResponseSchema>;
