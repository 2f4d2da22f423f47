import { z } from 'zod';
import { controlScopeSchema, controlStateSchema } from './compliance';
import { severitySchema } from './vocabulary';

/** One place at which a control is missing, or cannot be seen. */
export const controlReasonSchema = z.object({
  reason: z.string(),
  /** The control's own words for the reason, with `{param}` in them. */
  sentence: z.string(),
  object: z.string().optional(),
  path: z.string().optional(),
  params: z.record(z.string(), z.string()),
});

/** What one control says of a workload, of its namespace or of its cluster. */
export const workloadControlSchema = z.object({
  control: z.string(),
  title: z.string(),
  scope: controlScopeSchema,
  severity: severitySchema,
  state: controlStateSchema.exclude(['not-applicable']),
  /** Of a waived one: what it would be. */
  actual: controlStateSchema.optional(),
  /** Where it is missing; the first places only, and none of one that passes. */
  because: z.array(controlReasonSchema),
  /** How many more places there are. */
  more: z.number().int(),
});

/** What the controls say of a workload. */
export const workloadControlsSchema = z.object({
  /**
   * When they were computed, where the cluster has changed since: they follow
   * it a few seconds later.
   */
  asOf: z.string().optional(),
  /** Worst first; controls that do not apply are left out. */
  results: z.array(workloadControlSchema),
});

export type ControlReason = z.infer<typeof controlReasonSchema>;
export type WorkloadControl = z.infer<typeof workloadControlSchema>;
export type WorkloadControls = z.infer<typeof workloadControlsSchema>;
