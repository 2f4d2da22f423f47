import { z } from 'zod';
import { complianceFilterSchema } from './compliance';
import { clusterFreshnessSchema } from './clusters';
import { evidenceSchema } from './evidence';
import { outcomeSchema, transportSchema } from './vocabulary';

/**
 * How far on the road to STRICT. `open`: takes plaintext; whether somebody sends
 * it (`permissive`) or nobody does (`ready`) is worked out on demand, and so is
 * `bypassed`: no mode lets plaintext in, but ports go past the proxy.
 */
export const meshStageSchema = z.enum([
  'not-in-mesh',
  'unknown',
  'open',
  'permissive',
  'ready',
  'bypassed',
  'strict',
  'no-ports',
]);

/** How far on the road to default deny. */
export const networkStageSchema = z.enum([
  'no-policy',
  'unknown',
  'ingress-only',
  'egress-only',
  'default-deny',
]);

/** A step that a whole namespace takes. */
export const rolloutStepSchema = z.enum(['strict', 'default-deny']);

/** Query of `GET /v1/rollout`. */
export const rolloutQuerySchema = complianceFilterSchema
  .pick({ cluster: true, namespace: true })
  .extend({
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  });

/** `GET /v1/rollout`: namespaces, the least far first. */
export const rolloutResponseSchema = z.object({
  now: z.string(),
  clusters: z.array(clusterFreshnessSchema),
  partial: z.boolean(),
  items: z.array(
    z.object({
      /** `cluster/namespace`. */
      id: z.string(),
      cluster: z.string(),
      namespace: z.string(),
      workloads: z.number().int(),
      /** The least of its workloads. */
      mesh: meshStageSchema,
      network: networkStageSchema,
      /** Workloads by stage. */
      meshCounts: z.record(z.string(), z.number().int()),
      networkCounts: z.record(z.string(), z.number().int()),
      /** How long it takes plaintext, where that is known. */
      permissiveDays: z.number().int().optional(),
    }),
  ),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
});

/** Query of `GET /v1/rollout/strict`. */
export const strictQuerySchema = z.object({
  cluster: z.string().min(1).max(253),
  namespace: z.string().min(1).max(63),
});

/** A call that passes today and would break, or might. */
export const strictBlockerSchema = z.object({
  /** `Workload.key`; absent: addresses outside the cluster. */
  caller: z.string().optional(),
  port: z.number().int(),
  transport: transportSchema,
  outcome: outcomeSchema,
  because: z.array(evidenceSchema),
  /** A rule names the caller; otherwise nothing keeps it out. */
  named: z.boolean(),
});

/** `GET /v1/rollout/strict`: who would break, per workload and port. */
export const strictResponseSchema = z.object({
  now: z.string(),
  clusters: z.array(clusterFreshnessSchema),
  partial: z.boolean(),
  cluster: z.string(),
  namespace: z.string(),
  /** The least of its workloads. */
  stage: meshStageSchema,
  workloads: z.array(
    z.object({
      key: z.string(),
      stage: meshStageSchema,
      openPorts: z.array(z.number().int()),
      excludedPorts: z.array(z.number().int()),
      probesBreak: z.boolean(),
      /** Those that a rule names first; at most fifty. */
      blockers: z.array(strictBlockerSchema),
      totalBlockers: z.number().int(),
    }),
  ),
});

/** Body of `POST /v1/rollout/whatif`. Nothing is written to any cluster. */
export const rolloutWhatIfRequestSchema = strictQuerySchema
  .extend({ step: rolloutStepSchema })
  .strict();

const termsSchema = z.object({
  outcome: outcomeSchema,
  transport: transportSchema,
});

/** `POST /v1/rollout/whatif`: what differs after the step. */
export const rolloutWhatIfResponseSchema = z.object({
  now: z.string(),
  cluster: z.string(),
  namespace: z.string(),
  step: rolloutStepSchema,
  /** The objects to commit. */
  yaml: z.string(),
  /** What breaks first, then what changes its transport; at most 200. */
  changes: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      port: z.number().int(),
      before: termsSchema,
      after: termsSchema,
    }),
  ),
  totalChanges: z.number().int(),
  /** Pairs that were compared. */
  compared: z.number().int(),
  /** There were too many pairs: the rest was not compared. */
  truncated: z.boolean(),
  /** `strict`: workloads that still take plaintext, since another object says so. */
  stillOpen: z.array(z.string()),
});

export type MeshStage = z.infer<typeof meshStageSchema>;
export type NetworkStage = z.infer<typeof networkStageSchema>;
export type RolloutStep = z.infer<typeof rolloutStepSchema>;
export type RolloutQuery = z.input<typeof rolloutQuerySchema>;
export type RolloutResponse = z.infer<typeof rolloutResponseSchema>;
export type StrictQuery = z.input<typeof strictQuerySchema>;
export type StrictResponse = z.infer<typeof strictResponseSchema>;
export type RolloutWhatIfRequest = z.infer<typeof rolloutWhatIfRequestSchema>;
export type RolloutWhatIfResponse = z.infer<typeof rolloutWhatIfResponseSchema>;
