import { z } from 'zod';
import { accessPreviewSchema, requestFindingSchema } from './accessPreview';
import { accessSpecSchema, policyDialectSchema } from './accessSpec';

/** Life of a request; `revoked` waits for a later slice. */
export const accessRequestStateSchema = z.enum([
  'draft',
  'validated',
  'submitting',
  'open',
  'changes_requested',
  'approved',
  'merged',
  'syncing',
  'effective',
  'verified',
  'rejected',
  'cancelled',
  'expired',
  'revoked',
  'superseded',
  'failed',
]);

/** Why a person must look; no state of its own. */
export const attentionSchema = z.object({
  /** Stable code: `UNAPPROVED_MERGE`, `SYNC_TIMEOUT`, `LOST`, `PARTIAL`. */
  code: z.string(),
  message: z.string(),
  since: z.string(),
});

/** One repository's share of a request. */
export const accessRequestPartSchema = z.object({
  sourceId: z.string(),
  branch: z.string(),
  state: z.enum([
    'pending',
    'open',
    'changes_requested',
    'approved',
    'merged',
    'closed',
    'failed',
    'reverted',
  ]),
  headSha: z.string().optional(),
  mergeSha: z.string().optional(),
  /** Of the pull request, for people who may read the repository. */
  pull: z
    .object({ number: z.number().int(), url: z.string(), title: z.string() })
    .optional(),
  /**
   * Whether the git host merges nothing without the approval that is told to it;
   * `unknown`: it does not say.
   */
  enforced: z.enum(['yes', 'no', 'unknown']).optional(),
  files: z.array(z.string()),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});

/** A review as the git host told it, and whether it counts. */
export const accessApprovalSchema = z.object({
  login: z.string(),
  /** The catalog's user behind the login; absent: not mapped, never counts. */
  userRef: z.string().optional(),
  state: z.enum(['approved', 'changes_requested', 'commented', 'dismissed']),
  sha: z.string().optional(),
  at: z.string(),
  counts: z.boolean(),
  /** Why it does not count. */
  why: z.string().optional(),
});

export const accessRequestActionSchema = z.enum([
  'update',
  'submit',
  'rebase',
  'supersede',
  'cancel',
  'recheck',
]);

export const accessRequestSchema = z.object({
  id: z.string(),
  /** The part that branches, titles and people use. */
  shortId: z.string(),
  /** Grows with every change; a write with an old one is refused. */
  version: z.number().int(),
  state: accessRequestStateSchema,
  stateReason: z.string().optional(),
  attention: attentionSchema.optional(),
  spec: accessSpecSchema,
  /** What was merged, where that differs from what was asked. */
  granted: accessSpecSchema.shape.rules.optional(),
  /** The request in words. */
  sentence: z.string(),
  requester: z.string(),
  watchers: z.array(z.string()),
  /** Id of the request that this one replaces. */
  supersedes: z.string().optional(),
  /** Id of the request that replaced this one. */
  supersededBy: z.string().optional(),
  justification: z.string(),
  ticketUrl: z.string().optional(),
  parts: z.array(accessRequestPartSchema),
  approvals: z.array(accessApprovalSchema),
  requiredApprovals: z.number().int(),
  findings: z.array(requestFindingSchema),
  /** The plan as it stands; absent in lists. */
  preview: accessPreviewSchema.optional(),
  /** Layers that do not allow it yet, once it is merged. */
  waitingFor: z.array(policyDialectSchema).optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
  expiresAt: z.string().optional(),
  effectiveAt: z.string().optional(),
  verifiedAt: z.string().optional(),
  /** What the reader may do with it now. */
  allowedActions: z.array(accessRequestActionSchema),
});

/** Body of `POST /v1/access-requests`; header `Idempotency-Key` is honoured for a day. */
export const newAccessRequestSchema = z
  .object({
    spec: accessSpecSchema,
    justification: z.string().trim().max(2_000),
    ticketUrl: z
      .url({ protocol: /^https$/ })
      .max(500)
      .optional(),
    /** Open the pull request at once; then `previewHash` is needed. */
    submit: z.boolean().default(false),
    previewHash: z.string().max(100).optional(),
  })
  .strict();

/** Answer of `POST /v1/access-requests`: 201, or 200 when it was there already. */
export const createdAccessRequestSchema = accessRequestSchema.extend({
  deduplicated: z.boolean(),
});

/**
 * Body of `PATCH /v1/access-requests/:id`. Once its pull request is open, a
 * change is committed to the same branch, and every approval is void.
 */
export const changedAccessRequestSchema = z
  .object({
    version: z.number().int(),
    spec: accessSpecSchema.optional(),
    justification: z.string().trim().max(2_000).optional(),
    ticketUrl: z
      .url({ protocol: /^https$/ })
      .max(500)
      .optional(),
    /** Of the preview that was looked at: another plan is refused. */
    previewHash: z.string().max(100).optional(),
  })
  .strict();

/** Body of `POST …/rebase`: planned anew on the base branch as it is now. */
export const rebaseAccessRequestSchema = z
  .object({ version: z.number().int() })
  .strict();

/** Body of `POST …/supersede`: another request in the place of the open one. */
export const supersedeAccessRequestSchema = z
  .object({
    version: z.number().int(),
    spec: accessSpecSchema,
    /** Absent: the old one's. */
    justification: z.string().trim().max(2_000).optional(),
    /** Of the preview that was looked at: another plan is refused. */
    previewHash: z.string().max(100).optional(),
  })
  .strict();

export const submitAccessRequestSchema = z
  .object({ version: z.number().int(), previewHash: z.string().max(100) })
  .strict();

export const cancelAccessRequestSchema = z
  .object({
    version: z.number().int(),
    reason: z.string().trim().max(2_000).optional(),
  })
  .strict();

/** Query of `GET /v1/access-requests`. */
export const accessRequestsQuerySchema = z.object({
  entityRef: z.string().max(500).optional(),
  role: z.enum(['caller', 'callee', 'requester', 'reviewer']).optional(),
  /** `open`: neither ended nor in force; `past`: one of both. */
  state: z
    .union([accessRequestStateSchema, z.enum(['open', 'past'])])
    .optional(),
  cluster: z.string().max(253).optional(),
  q: z.string().max(200).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `GET /v1/access-requests`: those last changed first. */
export const accessRequestsResponseSchema = z.object({
  now: z.string(),
  items: z.array(accessRequestSchema),
  totalItems: z.number().int(),
  nextCursor: z.string().optional(),
});

/** Something that happened to a request; never changed afterwards. */
export const accessRequestEventSchema = z.object({
  id: z.string(),
  at: z.string(),
  /** A user's entity reference, a login of the git host, or `system`. */
  actor: z.string(),
  actorKind: z.enum(['user', 'system', 'git']),
  /** `created`, `submitted`, `pull-opened`, `review`, `merged`, `effective`, … */
  type: z.string(),
  fromState: accessRequestStateSchema.optional(),
  toState: accessRequestStateSchema.optional(),
  message: z.string().optional(),
  url: z.string().optional(),
});

export const accessRequestEventsSchema = z.object({
  items: z.array(accessRequestEventSchema),
});

export type AccessRequestState = z.infer<typeof accessRequestStateSchema>;
export type AccessRequestPart = z.infer<typeof accessRequestPartSchema>;
export type AccessApproval = z.infer<typeof accessApprovalSchema>;
export type AccessRequestAction = z.infer<typeof accessRequestActionSchema>;
export type AccessRequest = z.infer<typeof accessRequestSchema>;
export type NewAccessRequest = z.input<typeof newAccessRequestSchema>;
export type CreatedAccessRequest = z.infer<typeof createdAccessRequestSchema>;
export type ChangedAccessRequest = z.input<typeof changedAccessRequestSchema>;
export type SupersedingAccessRequest = z.input<
  typeof supersedeAccessRequestSchema
>;
export type AccessRequestsQuery = z.input<typeof accessRequestsQuerySchema>;
export type AccessRequestsResponse = z.infer<
  typeof accessRequestsResponseSchema
>;
export type AccessRequestEvent = z.infer<typeof accessRequestEventSchema>;
export type AccessRequestEvents = z.infer<typeof accessRequestEventsSchema>;
