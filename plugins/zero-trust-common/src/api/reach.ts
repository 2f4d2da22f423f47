import { z } from 'zod';
import { clusterFreshnessSchema } from './clusters';
import { mappingSchema } from './mapping';
import {
  peerEntitySchema,
  permissionPeerSchema,
  permissionTrafficSchema,
} from './permissions';
import { outcomeSchema, transportSchema } from './vocabulary';

/** A catalog entity behind something that is reached. */
export const reachedEntitySchema = peerEntitySchema.extend({
  system: z.string().optional(),
  /** Marked as one that must not be lost; how is configured. */
  sensitive: z.boolean(),
});

/** What may be sent on the last step. */
export const reachStepSchema = z.object({
  traffic: permissionTrafficSchema,
  outcome: outcomeSchema,
  transport: transportSchema,
});

/** The last step of a shortest way, whatever it leads to. */
const lastStepSchema = z.object({
  /** Stable while the row's meaning is. */
  id: z.string(),
  cluster: z.string(),
  /** 1 is reached directly. */
  hop: z.number().int(),
  /**
   * There is a way on which every step is allowed. Otherwise each has a step
   * that is conditional or unknown.
   */
  certain: z.boolean(),
  /** Key of the workload that it is called from; absent when it may not be named. */
  from: z.string().optional(),
  /** A few of the permissions for it, declared ports first. */
  by: z.array(reachStepSchema),
  /** How many more there are. */
  moreBy: z.number().int(),
});

/** A workload that could be reached. */
export const reachedWorkloadSchema = lastStepSchema.extend({
  key: z.string(),
  namespace: z.string(),
  kind: z.string(),
  name: z.string(),
  variant: z.string().optional(),
  sensitive: z.boolean(),
  entities: z.array(reachedEntitySchema),
});

/** Addresses, names and the like that could be reached. */
export const reachedOutsideSchema = lastStepSchema.extend({
  peer: permissionPeerSchema,
});

/** Counts of one hop over all clusters; `hidden` ones are among them. */
export const reachLevelSchema = z.object({
  hop: z.number().int(),
  workloads: z.number().int(),
  certain: z.number().int(),
  hidden: z.number().int(),
});

/** Whom the reached workloads belong to; without a reference: to nobody. */
export const reachGroupSchema = z.object({
  ref: z.string().optional(),
  workloads: z.number().int(),
  sensitive: z.number().int(),
});

/** Query of `GET …/reach`. */
export const reachQuerySchema = z.object({
  hops: z.coerce.number().int().min(1).max(10).default(3),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  q: z.string().max(200).optional(),
});

/**
 * `GET /v1/entities/:kind/:namespace/:name/reach?hops=`: what could be reached
 * if the entity's workloads, and whatever they reach, were taken over.
 */
export const reachResponseSchema = z.object({
  entityRef: z.string(),
  now: z.string(),
  mapping: mappingSchema,
  hops: z.number().int(),
  /** False when more hops, or more time, would reach more. */
  complete: z.boolean(),
  /** True when the search ended before its hops, since it took too long. */
  cut: z.boolean(),
  levels: z.array(reachLevelSchema),
  /** Of those that may be named, how many must not be lost. */
  sensitive: z.number().int(),
  owners: z.array(reachGroupSchema),
  systems: z.array(reachGroupSchema),
  /** Sensitive ones first, then the nearest. */
  items: z.array(reachedWorkloadSchema),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
  /** The nearest, at most fifty. */
  outside: z.array(reachedOutsideSchema),
  /** Workloads that the caller may not read: counted, never named. */
  hiddenPeers: z.number().int(),
  clusters: z.array(clusterFreshnessSchema),
  partial: z.boolean(),
});

export type ReachedEntity = z.infer<typeof reachedEntitySchema>;
export type ReachStep = z.infer<typeof reachStepSchema>;
export type ReachedWorkload = z.infer<typeof reachedWorkloadSchema>;
export type ReachedOutside = z.infer<typeof reachedOutsideSchema>;
export type ReachLevel = z.infer<typeof reachLevelSchema>;
export type ReachGroup = z.infer<typeof reachGroupSchema>;
export type ReachQuery = z.input<typeof reachQuerySchema>;
export type ReachResponse = z.infer<typeof reachResponseSchema>;
