import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ErrorCode } from '@ztn/backstage-plugin-zero-trust-common';

/**
 * Gives an error its stable code. Backstage's error body carries it as
 * `error.code`, beside name and message.
 */
function withCode<T extends Error>(error: T, code: ErrorCode): T {
  return Object.assign(error, { code });
}

/**
 * Says the same of an entity that is not there and of one that may not be seen.
 *
 * @param startedSeconds - given soon after the start, when it may come yet
 */
export function entityNotFound(
  entityRef: string,
  startedSeconds?: number,
): NotFoundError {
  const hint =
    startedSeconds === undefined
      ? ''
      : `; the backend started ${startedSeconds} s ago, and the catalog may still be reading its sources`;
  return withCode(
    new NotFoundError(`no entity '${entityRef}' that you may read${hint}`),
    'entity-not-found',
  );
}

/** There is nothing in it at all; a moment later there may be. */
export function catalogNotReady(): ServiceUnavailableError {
  return withCode(
    new ServiceUnavailableError(
      'the catalog has no components, resources and APIs yet; it may still be reading its sources',
    ),
    'catalog-not-ready',
  );
}

export function notAllowed(): NotAllowedError {
  return withCode(new NotAllowedError('not allowed'), 'not-allowed');
}

export function invalidInput(message: string): InputError {
  return withCode(new InputError(message), 'invalid-input');
}

/** An end of a question that is not there, or may not be seen. */
export function notFound(message: string): NotFoundError {
  return withCode(new NotFoundError(message), 'not-found');
}

export function notMapped(entityRef: string): NotFoundError {
  return withCode(
    new NotFoundError(`'${entityRef}' is tied to no workload`),
    'not-mapped',
  );
}

export function clusterUnavailable(cluster: string): ServiceUnavailableError {
  return withCode(
    new ServiceUnavailableError(`cluster '${cluster}' has not been read yet`),
    'cluster-unavailable',
  );
}

export function conflict(message: string): ConflictError {
  return withCode(new ConflictError(message), 'conflict');
}
