import { z } from 'zod';

/** Query of `GET /v1/entities/:kind/:namespace/:name/object`. */
export const objectQuerySchema = z.object({
  cluster: z.string().min(1).max(253),
  /** As evidence has it, `Kind namespace/name`. */
  object: z.string().min(1).max(600),
  /** The field that decided, `spec.ingress[0]`; absent: the whole object. */
  path: z.string().max(300).optional(),
});

/** Where an object comes from, as far as marks on it say. */
export const objectOriginSchema = z.object({
  /** Its file in a configured policy source. */
  file: z
    .object({
      source: z.string(),
      path: z.string(),
      /** Absent where the host's pages are not known. */
      url: z.string().optional(),
    })
    .optional(),
  /** What applied it, or owns it. */
  writtenBy: z
    .object({
      type: z.enum(['argocd', 'flux', 'helm', 'owner', 'field-manager']),
      name: z.string(),
    })
    .optional(),
});

/** An object that evidence names, cut down to what decides. */
export const evidenceObjectSchema = z.object({
  cluster: z.string(),
  object: z.string(),
  /** `rule`: the deciding place and what the object applies to. */
  extent: z.enum(['rule', 'whole']),
  excerpt: z.record(z.string(), z.unknown()),
  /** Long lists were cut. */
  shortened: z.boolean(),
  /** How many texts name workloads that the caller may not read. */
  hidden: z.number().int(),
  origin: objectOriginSchema,
});

export type ObjectQuery = z.input<typeof objectQuerySchema>;
export type ObjectOrigin = z.infer<typeof objectOriginSchema>;
export type EvidenceObject = z.infer<typeof evidenceObjectSchema>;
