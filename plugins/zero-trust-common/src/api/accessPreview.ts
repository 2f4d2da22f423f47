import { z } from 'zod';
import { policyDialectSchema } from './accessSpec';
import { permissionChangeSchema } from './whatif';
import { outcomeSchema } from './vocabulary';

/** How grave a finding is: only `block` stops a request. */
export const guardrailLevelSchema = z.enum(['info', 'warn', 'review', 'block']);

/** What speaks against a request, or is worth knowing before one approves it. */
export const requestFindingSchema = z.object({
  /** Stable id of the guardrail or safeguard: `isolation-flip`, `deny-shadow`. */
  id: z.string(),
  level: guardrailLevelSchema,
  /** One plain sentence, names of unreadable things left out. */
  message: z.string(),
  /** Objects, workloads or entities that it is about. */
  about: z.array(z.string()).optional(),
});

/** What happens to a connection at one enforcement, before and after. */
export const layerStepSchema = z.object({
  /** `tier`: an administrator's policy; `transport`: whether they can speak. */
  dialect: z.enum([...policyDialectSchema.options, 'tier', 'transport']),
  side: z.enum(['callee', 'caller']),
  /** Whether a policy isolates that side already. */
  isolated: z.boolean(),
  before: outcomeSchema,
  after: outcomeSchema,
  action: z.enum(['none', 'create', 'merge', 'cannot']),
  /** The object that is created or extended: `Kind namespace/name`. */
  object: z.string().optional(),
});

export const fileChangeSchema = z.object({
  path: z.string(),
  change: z.enum(['add', 'modify', 'delete']),
  /** Unified diff with three lines of context. */
  diff: z.string(),
});

/** One pull request's worth of change. */
export const previewPartSchema = z.object({
  sourceId: z.string(),
  branch: z.string(),
  baseSha: z.string(),
  /** Which locator found the place: `annotation`, `provenance`, `template`. */
  locatedBy: z.string(),
  files: z.array(fileChangeSchema),
});

/** One of several files that hold an object in which a rule could go. */
export const fileChoiceSchema = z.object({
  /** Goes into `choices` of the spec; nothing else does. */
  id: z.string(),
  /** `Kind namespace/name` of the planned object. */
  object: z.string(),
  sourceId: z.string(),
  path: z.string(),
});

export const previewOutcomeSchema = z.enum([
  'change',
  'already_allowed',
  'already_in_git',
  'blocked_by_deny',
  'not_locatable',
  /** The engine cannot prove it: something that it needs cannot be read. */
  'unknown',
  /** A guardrail or safeguard of level `block`, see `findings`. */
  'blocked',
]);

/** Answer of `POST /v1/access-requests/preview`; the same code path as submit. */
export const accessPreviewSchema = z.object({
  /** Of what would be written where; a submit with another one is refused. */
  hash: z.string(),
  outcome: previewOutcomeSchema,
  /** Why, in one sentence. */
  reason: z.string(),
  /** The request in words. */
  sentence: z.string(),
  layers: z.array(layerStepSchema),
  parts: z.array(previewPartSchema),
  /** With `not_locatable`: choose one for each object, and preview again. */
  choices: z.array(fileChoiceSchema).optional(),
  /** The objects as YAML, for those who commit by hand. */
  manifests: z.array(z.object({ object: z.string(), yaml: z.string() })),
  effect: z.object({
    /** Callers of B that the reader may know of, before and after. */
    inboundBefore: z.number().int(),
    inboundAfter: z.number().int(),
    added: z.array(permissionChangeSchema),
    removed: z.array(permissionChangeSchema),
    /** Changes at ends that the reader may not read. */
    hidden: z.number().int(),
  }),
  findings: z.array(requestFindingSchema),
  reviewers: z.array(
    z.object({
      ref: z.string(),
      login: z.string().optional(),
      required: z.boolean(),
    }),
  ),
  requiredApprovals: z.number().int(),
});

export type GuardrailLevel = z.infer<typeof guardrailLevelSchema>;
export type RequestFinding = z.infer<typeof requestFindingSchema>;
export type LayerStep = z.infer<typeof layerStepSchema>;
export type FileChange = z.infer<typeof fileChangeSchema>;
export type FileChoice = z.infer<typeof fileChoiceSchema>;
export type PreviewPart = z.infer<typeof previewPartSchema>;
export type PreviewOutcome = z.infer<typeof previewOutcomeSchema>;
export type AccessPreview = z.infer<typeof accessPreviewSchema>;
