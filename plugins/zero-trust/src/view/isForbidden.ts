import { ResponseError } from '@backstage/errors';

/** The backend refused because the reader lacks a permission. */
export function isForbidden(error: Error): boolean {
  return error instanceof ResponseError && error.statusCode === 403;
}
