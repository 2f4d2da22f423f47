import { z } from 'zod';
import { controlCountsSchema, controlStateSchema } from './compliance';

/** Query of `GET /v1/compliance/history`. */
export const historyQuerySchema = z.object({
  cluster: z.string().max(253).optional(),
  namespace: z.string().max(63).optional(),
  /** Absent: all controls together. */
  control: z.string().max(100).optional(),
  days: z.coerce.number().int().min(1).max(400).default(90),
});

/** `GET /v1/compliance/history`: days without a record are left out. */
export const historyResponseSchema = z.object({
  now: z.string(),
  days: z.array(
    z.object({
      /** `2026-07-01`, UTC. */
      day: z.string(),
      counts: controlCountsSchema,
    }),
  ),
});

/** Query of `GET /v1/compliance/events`. */
export const controlEventsQuerySchema = z.object({
  cluster: z.string().max(253).optional(),
  namespace: z.string().max(63).optional(),
  control: z.string().max(100).optional(),
  /** `Workload.key`. */
  workload: z.string().max(500).optional(),
  /** ISO 8601; absent: as far back as events are kept. */
  since: z.iso.datetime({ offset: true }).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A control's state changed. Times are when that was seen. */
export const controlEventSchema = z.object({
  id: z.string(),
  at: z.string(),
  cluster: z.string(),
  /** Empty for a cluster's own control. */
  namespace: z.string(),
  workload: z.string().optional(),
  control: z.string(),
  before: controlStateSchema,
  after: controlStateSchema,
  /**
   * What was seen to have happened: the object that the old state rested on is
   * gone, one that the new state rests on is new, or an exception began or ended.
   */
  cause: z.enum(['deleted', 'created', 'because', 'waiver', 'none']),
  /** `Kind namespace/name`; empty for none. */
  object: z.string(),
});

/** `GET /v1/compliance/events`: the latest first. */
export const controlEventsResponseSchema = z.object({
  now: z.string(),
  items: z.array(controlEventSchema),
  nextCursor: z.string().optional(),
});

export type HistoryQuery = z.input<typeof historyQuerySchema>;
export type HistoryResponse = z.infer<typeof historyResponseSchema>;
export type ControlEventsQuery = z.input<typeof controlEventsQuerySchema>;
export type ControlEvent = z.infer<typeof controlEventSchema>;
export type ControlEventsResponse = z.infer<typeof controlEventsResponseSchema>;
