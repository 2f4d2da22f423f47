import { setImmediate as turn } from 'node:timers/promises';
import { BlastRadius, Engine, followBlastRadius } from '@ztn/zero-trust-engine';

/** How long one search may take, in milliseconds. */
const BUDGET_MS = 5_000;

/** What was found, and whether the search had to end before it was done. */
export interface SearchedReach extends BlastRadius {
  readonly cut: boolean;
}

/**
 * Follows what workloads could reach, one workload per turn of the event loop:
 * in a large cluster the search takes seconds, in which others must be served.
 */
export async function searchReach(
  engine: Engine,
  start: readonly string[],
  options: { readonly hops: number; readonly busyMs: () => number },
): Promise<SearchedReach> {
  const { hops, busyMs } = options;
  const end = busyMs() + BUDGET_MS;
  let cut = false;
  const search = followBlastRadius(engine, start, {
    hops,
    enough: () => {
      cut ||= busyMs() > end;
      return cut;
    },
  });
  for (;;) {
    const { done, value } = search.next();
    if (done) return { ...value, cut };
    await turn();
  }
}
