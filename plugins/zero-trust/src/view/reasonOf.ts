import { ResponseError } from '@backstage/errors';

/** Why it failed, as the backend says it; else what the browser says. */
export function reasonOf(error: Error): string {
  if (!(error instanceof ResponseError)) return error.message;
  // The error's own message names the HTTP status alone.
  return error.cause.message || error.message;
}
