import { ResponseError } from '@backstage/errors';

/** The backend says that there is no such thing, or none that may be seen. */
export function isNotFound(error: Error): boolean {
  return error instanceof ResponseError && error.statusCode === 404;
}
