import { ForwardedError, ResponseError } from '@backstage/errors';
import { AccessErrorCode } from '@ztn/backstage-plugin-zero-trust-common';

/** What the backend said, instead of "request failed with status 403". */
export function tellRefusal(error: unknown): unknown {
  return error instanceof ResponseError
    ? new ForwardedError('the zero trust backend refused it', error.cause)
    : error;
}

/** The stable code of a refusal; undefined for every other failure. */
export function refusalCode(error: unknown): AccessErrorCode | undefined {
  return error instanceof ResponseError
    ? (error.cause as { readonly code?: AccessErrorCode }).code
    : undefined;
}

/** The request that stands in the way, where the refusal names one. */
export function refusedFor(error: unknown): string | undefined {
  if (refusalCode(error) !== 'ALREADY_COVERED') return undefined;
  const { details } = (error as ResponseError).cause as {
    readonly details?: { readonly id?: unknown };
  };
  return typeof details?.id === 'string' ? details.id : undefined;
}
