import { z } from 'zod';
import { evidenceSchema } from './evidence';
import {
  certaintySchema,
  directionSchema,
  layerSchema,
  outcomeSchema,
  protocolSchema,
  reservedPeerSchema,
  transportSchema,
} from './vocabulary';
import { nearRuleSchema, remedySchema } from './whatWouldAllow';

/** One layer's answer at one place of the path. */
export const layerVerdictSchema = z.object({
  layer: layerSchema,
  direction: directionSchema.optional(),
  hop: z
    .enum([
      'sidecar',
      'ztunnel',
      'waypoint',
      'gateway',
      'proxyless-grpc',
      'none',
    ])
    .optional(),
  at: z.string().optional(),
  mode: transportSchema.optional(),
  identity: z.string().optional(),
  outcome: outcomeSchema,
  certainty: certaintySchema,
  because: z.array(evidenceSchema),
  notReached: z.literal(true).optional(),
});

/** Something the answer would have needed and could not be read. */
export const gapNoteSchema = z.object({
  kind: z.string(),
  reason: z.string(),
  detail: z.string().optional(),
});

/** The answer for one backend or for the replicas that share it. */
export const backendVerdictSchema = z.object({
  workload: z.string(),
  pods: z.array(z.string()),
  port: z.number().int().nullable(),
  outcome: outcomeSchema,
  transport: transportSchema,
  certainty: certaintySchema,
  layers: z.array(layerVerdictSchema),
});

/** One verdict over all layers. */
export const verdictSchema = z.object({
  outcome: outcomeSchema,
  transport: transportSchema,
  certainty: certaintySchema,
  layers: z.array(layerVerdictSchema),
  gaps: z.array(gapNoteSchema),
  backends: z.array(backendVerdictSchema).optional(),
});

/**
 * One end of a question. People choose ends from lists, so an end is either a
 * catalog entity (its workloads are resolved with the caller's rights), a
 * workload of a cluster, or something outside every workload.
 */
export const endSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('entity'), entityRef: z.string().max(500) }),
  z.object({
    type: z.literal('workload'),
    /** `namespace/Kind/name`. */
    workload: z.string().max(500),
    pod: z.string().max(253).optional(),
    via: z.literal('address').optional(),
  }),
  z.object({
    type: z.literal('service'),
    namespace: z.string().max(63),
    name: z.string().max(253),
  }),
  z.object({ type: z.literal('address'), address: z.string().max(64) }),
  z.object({ type: z.literal('fqdn'), name: z.string().max(253) }),
  z.object({ type: z.literal('reserved'), peer: reservedPeerSchema }),
]);

/** Body of `POST /v1/connections/judge`. */
export const judgeRequestSchema = z
  .object({
    /** At least one end must be an entity: it decides what the caller may ask. */
    from: endSchema,
    to: endSchema,
    /** Absent: every cluster in which both ends exist. */
    cluster: z.string().max(253).optional(),
    protocol: protocolSchema.default('TCP'),
    port: z.number().int().min(1).max(65535).nullable(),
    http: z
      .object({
        method: z.string().max(32).optional(),
        path: z.string().max(2048).optional(),
        host: z.string().max(253).optional(),
        headers: z.record(z.string().max(200), z.string().max(2000)).optional(),
      })
      .optional(),
    sni: z.string().max(253).optional(),
    requestClaims: z.record(z.string(), z.unknown()).optional(),
    /** Ask for the smallest change as well; it costs a whole compile. */
    remedy: z.boolean().default(false),
  })
  .strict();

/** One answer per cluster and pair of workloads, worst first. */
export const judgeResponseSchema = z.object({
  /** The strictest of all answers. */
  outcome: outcomeSchema,
  answers: z.array(
    z.object({
      cluster: z.string(),
      from: z.string(),
      to: z.string(),
      verdict: verdictSchema,
      /** For a refusal: the rules that came closest to allowing it. */
      nearest: z.array(nearRuleSchema).optional(),
      /** For a refusal, when asked for. */
      remedy: remedySchema.optional(),
    }),
  ),
  /** Clusters that could not answer, and why. */
  unanswered: z.array(z.object({ cluster: z.string(), reason: z.string() })),
});

export type LayerVerdict = z.infer<typeof layerVerdictSchema>;
export type GapNote = z.infer<typeof gapNoteSchema>;
export type BackendVerdict = z.infer<typeof backendVerdictSchema>;
export type Verdict = z.infer<typeof verdictSchema>;
export type ConnectionEnd = z.infer<typeof endSchema>;
export type JudgeRequest = z.input<typeof judgeRequestSchema>;
export type JudgeResponse = z.infer<typeof judgeResponseSchema>;
