import { z } from 'zod';

/** Codes of errors about access requests, beside Backstage's error body. */
export const accessErrorCodeSchema = z.enum([
  'INVALID_SPEC',
  'ENTITY_NOT_FOUND',
  'IDENTITY_UNRESOLVED',
  'NOT_OWNER_OF_CALLER',
  'GUARDRAIL_BLOCKED',
  'ISOLATION_FLIP',
  'ISOLATION_DROP',
  'SIDE_EFFECT',
  'ALREADY_ALLOWED',
  'ALREADY_COVERED',
  'BLOCKED_BY_DENY',
  'NOT_LOCATABLE',
  'SOURCE_NOT_WRITABLE',
  'EDIT_NOT_PROVABLE',
  'TEMPLATED_FILE',
  'AMBIGUOUS_TARGET',
  'PREVIEW_STALE',
  'PLAN_TIMEOUT',
  'VERSION_CONFLICT',
  'STATE_CONFLICT',
  'IDEMPOTENCY_MISMATCH',
  'RATE_LIMITED',
  'NOT_ENABLED',
  'GIT_AUTH_FAILED',
  'GIT_REPO_UNAVAILABLE',
  'GIT_RATE_LIMITED',
  'GIT_FORBIDDEN',
  'GIT_UNAVAILABLE',
]);

export type AccessErrorCode = z.infer<typeof accessErrorCodeSchema>;
