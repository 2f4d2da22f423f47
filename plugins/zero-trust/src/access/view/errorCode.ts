import { ResponseError } from '@backstage/errors';

/** The stable code beside Backstage's error body, where there is one. */
export function errorCode(error: Error): string | undefined {
  if (!(error instanceof ResponseError)) return undefined;
  const { error: inner } = error.body as { error?: { code?: unknown } };
  return typeof inner?.code === 'string' ? inner.code : undefined;
}

/** Nothing there, or nothing that the reader may know of: the same to both. */
export function isNotFound(error: Error): boolean {
  return error instanceof ResponseError && error.statusCode === 404;
}
