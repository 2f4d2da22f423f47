import { z } from 'zod';

/**
 * What an exception covers. `permission`: a workload's result, while nothing
 * else is missing there than what the named object does.
 */
export const waiverScopeSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('workload'),
    cluster: z.string().min(1).max(253),
    /** `Workload.key`. */
    workload: z.string().min(1).max(500),
  }),
  z.object({
    type: z.literal('permission'),
    cluster: z.string().min(1).max(253),
    workload: z.string().min(1).max(500),
    /** `Kind namespace/name`. */
    object: z.string().min(1).max(500),
  }),
  z.object({
    type: z.literal('namespace'),
    cluster: z.string().min(1).max(253),
    namespace: z.string().min(1).max(63),
  }),
  z.object({
    type: z.literal('cluster'),
    cluster: z.string().min(1).max(253),
  }),
]);

/** Body of `POST /v1/waivers`. */
export const newWaiverSchema = z
  .object({
    control: z.string().max(100),
    scope: waiverScopeSchema,
    /** For whoever reads it a year later. */
    reason: z.string().trim().min(10).max(2_000),
    /** Reference of the group or user in the catalog who answers for it. */
    owner: z.string().min(1).max(500),
    /** ISO 8601. */
    expiresAt: z.iso.datetime({ offset: true }),
  })
  .strict();

/** An exception. All times are ISO 8601 UTC. */
export const waiverSchema = z.object({
  id: z.string(),
  control: z.string(),
  scope: waiverScopeSchema,
  reason: z.string(),
  owner: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  endedBy: z.string().optional(),
  endedAt: z.string().optional(),
  /** `ended`: before its time, by a person. */
  state: z.enum(['active', 'expired', 'ended']),
});

/** Query of `GET /v1/waivers`. */
export const waiversQuerySchema = z.object({
  /** `past`: expired and ended ones, the latest first. */
  state: z.enum(['active', 'past']).default('active'),
  control: z.string().max(100).optional(),
  cluster: z.string().max(253).optional(),
  q: z.string().max(200).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `GET /v1/waivers`: active ones soon ending first. */
export const waiversResponseSchema = z.object({
  now: z.string(),
  items: z.array(waiverSchema),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
  /** How long a new one may last at most. */
  maxDays: z.number().int(),
});

export type WaiverScope = z.infer<typeof waiverScopeSchema>;
export type NewWaiver = z.infer<typeof newWaiverSchema>;
export type Waiver = z.infer<typeof waiverSchema>;
export type WaiversQuery = z.input<typeof waiversQuerySchema>;
export type WaiversResponse = z.infer<typeof waiversResponseSchema>;
