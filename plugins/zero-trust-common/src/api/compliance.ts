import { z } from 'zod';
import { clusterFreshnessSchema } from './clusters';
import { peerEntitySchema } from './permissions';
import { severitySchema } from './vocabulary';

/**
 * What a control says of one subject. `waived`: it would fail or be partial, and
 * an exception covers the subject. `not-applicable` is not counted.
 */
export const controlStateSchema = z.enum([
  'pass',
  'partial',
  'fail',
  'unknown',
  'waived',
  'not-applicable',
]);

/** What a control is decided for, one by one. */
export const controlScopeSchema = z.enum(['workload', 'namespace', 'cluster']);

/** Results by state; `not-applicable` ones are in none of them. */
export const controlCountsSchema = z.object({
  pass: z.number().int(),
  partial: z.number().int(),
  fail: z.number().int(),
  unknown: z.number().int(),
  waived: z.number().int(),
});

/** One requirement of a public rule list, under its own number. */
export const frameworkRefSchema = z.object({
  framework: z.string(),
  id: z.string(),
  subject: z.string(),
});

/** A control as data, with what the operator tuned. */
export const controlSchema = z.object({
  id: z.string(),
  title: z.string(),
  why: z.string(),
  how: z.string(),
  layer: z.enum([
    'network',
    'transport',
    'mesh',
    'access',
    'admission',
    'process',
  ]),
  scope: controlScopeSchema,
  severity: severitySchema,
  enabled: z.boolean(),
  mapping: z.array(frameworkRefSchema),
  /** Reason code → sentence with `{param}` in it. */
  reasons: z.record(z.string(), z.string()),
});

/** `GET /v1/controls`. */
export const controlsResponseSchema = z.object({
  controls: z.array(controlSchema),
  frameworks: z.array(z.object({ id: z.string(), title: z.string() })),
});

/** Narrows every compliance answer; all of them AND. */
export const complianceFilterSchema = z.object({
  cluster: z.string().max(253).optional(),
  namespace: z.string().max(63).optional(),
  /** Reference of an owner in the catalog. */
  owner: z.string().max(500).optional(),
  /** Reference of a system in the catalog. */
  system: z.string().max(500).optional(),
});

/** What every compliance answer says about its data. */
const dataAge = {
  /** Server's clock, ISO 8601 UTC. */
  now: z.string(),
  clusters: z.array(
    clusterFreshnessSchema.extend({
      /** When the controls were last computed; absent: not yet. */
      assessedAt: z.string().optional(),
    }),
  ),
  /** A cluster could not be read in full, or has not been assessed yet. */
  partial: z.boolean(),
  /** Workloads of namespaces that the configuration leaves out. */
  excludedWorkloads: z.number().int(),
};

/** `GET /v1/compliance`: one line per control. */
export const complianceResponseSchema = z.object({
  ...dataAge,
  workloads: z.number().int(),
  controls: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      scope: controlScopeSchema,
      severity: severitySchema,
      counts: controlCountsSchema,
    }),
  ),
  /** The namespaces that take plaintext, longest first; at most ten. */
  permissive: z.array(
    z.object({
      cluster: z.string(),
      namespace: z.string(),
      /** Absent: since when is not known. */
      since: z.string().optional(),
      days: z.number().int().optional(),
    }),
  ),
});

export const scoreboardBySchema = z.enum([
  'owner',
  'system',
  'namespace',
  'cluster',
]);

/** Query of `GET /v1/compliance/scoreboard`. */
export const scoreboardQuerySchema = complianceFilterSchema.extend({
  by: scoreboardBySchema,
  q: z.string().max(200).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `GET /v1/compliance/scoreboard`: worst first. */
export const scoreboardResponseSchema = z.object({
  ...dataAge,
  by: scoreboardBySchema,
  items: z.array(
    z.object({
      id: z.string(),
      /** Empty for workloads that have none. */
      name: z.string(),
      cluster: z.string().optional(),
      workloads: z.number().int(),
      counts: controlCountsSchema,
      score: z.number(),
    }),
  ),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
});

export const workloadsSortSchema = z.enum(['worst', 'name', 'namespace']);

/** Query of `GET /v1/compliance/workloads` and of the exports. */
export const complianceWorkloadsQuerySchema = complianceFilterSchema.extend({
  q: z.string().max(200).optional(),
  /** Only workloads for which this control … */
  control: z.string().max(100).optional(),
  /** … is in this state; without a control, any of them is. */
  state: controlStateSchema.optional(),
  sort: workloadsSortSchema.default('worst'),
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** One workload with the state of every control that is decided for workloads. */
export const complianceWorkloadSchema = z.object({
  /** `cluster/namespace/Kind/name`, with the variant behind. */
  id: z.string(),
  cluster: z.string(),
  key: z.string(),
  namespace: z.string(),
  kind: z.string(),
  name: z.string(),
  entities: z.array(peerEntitySchema),
  systems: z.array(z.string()),
  states: z.record(z.string(), controlStateSchema),
  counts: controlCountsSchema,
  score: z.number(),
});

/** `GET /v1/compliance/workloads`. */
export const complianceWorkloadsResponseSchema = z.object({
  ...dataAge,
  items: z.array(complianceWorkloadSchema),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
});

/** Query of `GET /v1/compliance/results`. */
export const complianceResultsQuerySchema = z.object({
  cluster: z.string().max(253),
  /** `Workload.key`; its own results and those of its namespace and cluster. */
  workload: z.string().max(500).optional(),
  /** Results of the namespace and its cluster. */
  namespace: z.string().max(63).optional(),
});

/** One place that a result rests on. */
export const controlPartSchema = z.object({
  holds: z.union([z.boolean(), z.literal('unknown')]),
  reason: z.string(),
  object: z.string().optional(),
  path: z.string().optional(),
  params: z.record(z.string(), z.string()),
});

/** A control's answer about one subject, with its evidence. */
export const controlResultSchema = z.object({
  control: z.string(),
  scope: controlScopeSchema,
  severity: severitySchema,
  state: controlStateSchema,
  /** Of a waived one: what it would be. */
  actual: controlStateSchema.optional(),
  /** Id of the exception that covers it. */
  waiver: z.string().optional(),
  /** Where it is missing first; at most fifty. */
  evidence: z.array(controlPartSchema),
  /** How many more there are. */
  more: z.number().int(),
});

/** `GET /v1/compliance/results`: every control of one subject, worst first. */
export const complianceResultsResponseSchema = z.object({
  ...dataAge,
  cluster: z.string(),
  workload: z.string().optional(),
  namespace: z.string().optional(),
  results: z.array(controlResultSchema),
});

export type ControlState = z.infer<typeof controlStateSchema>;
export type ControlScope = z.infer<typeof controlScopeSchema>;
export type ControlCounts = z.infer<typeof controlCountsSchema>;
export type FrameworkRef = z.infer<typeof frameworkRefSchema>;
export type Control = z.infer<typeof controlSchema>;
export type ControlsResponse = z.infer<typeof controlsResponseSchema>;
export type ComplianceFilter = z.infer<typeof complianceFilterSchema>;
export type ComplianceResponse = z.infer<typeof complianceResponseSchema>;
export type ScoreboardBy = z.infer<typeof scoreboardBySchema>;
export type ScoreboardQuery = z.input<typeof scoreboardQuerySchema>;
export type ScoreboardResponse = z.infer<typeof scoreboardResponseSchema>;
export type WorkloadsSort = z.infer<typeof workloadsSortSchema>;
export type ComplianceWorkloadsQuery = z.input<
  typeof complianceWorkloadsQuerySchema
>;
export type ComplianceWorkload = z.infer<typeof complianceWorkloadSchema>;
export type ComplianceWorkloadsResponse = z.infer<
  typeof complianceWorkloadsResponseSchema
>;
export type ComplianceResultsQuery = z.input<
  typeof complianceResultsQuerySchema
>;
export type ControlPart = z.infer<typeof controlPartSchema>;
export type ControlResult = z.infer<typeof controlResultSchema>;
export type ComplianceResultsResponse = z.infer<
  typeof complianceResultsResponseSchema
>;
