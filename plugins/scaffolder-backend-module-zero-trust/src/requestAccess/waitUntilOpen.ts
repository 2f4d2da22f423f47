import { ConflictError } from '@backstage/errors';
import {
  AccessApi,
  AccessRequest,
} from '@ztn/backstage-plugin-zero-trust-common';

/** Milliseconds between two looks. */
const PAUSE_MS = 2_000;

/** Waits for some time, or rejects when the task is cancelled. */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>;

/**
 * The request once its pull requests are open, or whatever comes after that.
 * Rejects when the git host refuses, when it takes too long, and when the task
 * is cancelled.
 */
export async function waitUntilOpen(
  request: AccessRequest,
  {
    requests,
    timeoutSeconds,
    pause,
    signal,
  }: {
    readonly requests: AccessApi;
    readonly timeoutSeconds: number;
    readonly pause: Pause;
    readonly signal?: AbortSignal;
  },
): Promise<AccessRequest> {
  let current = request;
  for (let waited = 0; current.state === 'submitting'; waited += PAUSE_MS) {
    if (waited >= timeoutSeconds * 1_000) {
      throw new Error(
        `the pull requests of request ${current.shortId} are not open after ${timeoutSeconds} s; it goes on by itself`,
      );
    }
    await pause(PAUSE_MS, signal);
    current = await requests.get(current.id, { signal });
  }
  if (current.state === 'failed') {
    throw new ConflictError(
      `request ${current.shortId} failed: ${
        current.stateReason ?? 'see its page'
      }`,
    );
  }
  return current;
}
