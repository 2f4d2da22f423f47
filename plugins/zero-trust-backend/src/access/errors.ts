import {
  ConflictError,
  CustomErrorBase,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { GitHostError } from '@ztn/backstage-plugin-zero-trust-node';
import { AccessErrorCode } from '@ztn/backstage-plugin-zero-trust-common';

/** The same body that another error has, with its own code beside. */
const coded = <T extends Error>(
  error: T,
  code: AccessErrorCode,
  details?: object,
): T => Object.assign(error, { code, ...(details ? { details } : {}) });

/** An answer that has no class in Backstage; the status is taken from it. */
class StatusError extends CustomErrorBase {
  constructor(
    message: string,
    readonly statusCode: number,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

export const invalidSpec = (message: string): Error =>
  coded(new InputError(message), 'INVALID_SPEC');

export const identityUnresolved = (message: string): Error =>
  coded(new InputError(message), 'IDENTITY_UNRESOLVED');

/** The same of what is not there and of what one may not see. */
export const requestNotFound = (): Error =>
  coded(
    new NotFoundError('no such access request that you may read'),
    'ENTITY_NOT_FOUND',
  );

export const notOwnerOfCaller = (): Error =>
  coded(
    new NotAllowedError('only an owner of the caller may ask for its access'),
    'NOT_OWNER_OF_CALLER',
  );

export const notEnabled = (): Error =>
  coded(
    new NotFoundError('access requests are not enabled here'),
    'NOT_ENABLED',
  );

export const conflictOf = (
  code: AccessErrorCode,
  message: string,
  details?: object,
): Error => coded(new ConflictError(message), code, details);

export const versionConflict = (): Error =>
  conflictOf(
    'VERSION_CONFLICT',
    'the request has changed meanwhile; load it again',
  );

export const stateConflict = (message: string): Error =>
  conflictOf('STATE_CONFLICT', message);

export const idempotencyMismatch = (): Error =>
  coded(
    new StatusError('the Idempotency-Key was used for another request', 422),
    'IDEMPOTENCY_MISMATCH',
  );

export const rateLimited = (message: string, retryAfterSeconds: number) =>
  coded(new StatusError(message, 429, retryAfterSeconds), 'RATE_LIMITED');

export const planTimeout = (ms: number): Error =>
  coded(
    new ServiceUnavailableError(
      `planning took longer than ${
        ms / 1_000
      } seconds and was given up: ask for less at once, or try again later`,
    ),
    'PLAN_TIMEOUT',
  );

/** A git host's failure as a person is told: the status of a gateway. */
export function toHttpError(error: unknown): unknown {
  if (!(error instanceof GitHostError)) return error;
  const { code, message } = error;
  switch (code) {
    case 'GIT_UNAVAILABLE':
    case 'GIT_RATE_LIMITED':
      return coded(new ServiceUnavailableError(message), code);
    case 'SOURCE_NOT_WRITABLE':
      return coded(new ConflictError(message), code);
    case 'GIT_CONFLICT':
    case 'NO_CHANGES':
      return coded(new ConflictError(message), 'PREVIEW_STALE');
    default:
      return coded(new StatusError(message, 502), code);
  }
}
