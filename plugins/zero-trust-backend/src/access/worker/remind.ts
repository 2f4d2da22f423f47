import { transition } from '../state/transition';
import { RequestRecord } from '../store/StoredRequest';
import { ObservedPull } from './observePull';
import { WorkContext } from './WorkContext';

/** Milliseconds since anybody did anything on any of the pull requests. */
export function quietSince(
  observed: readonly ObservedPull[],
  { clock }: WorkContext,
): number {
  const last = observed.map(({ touchedAt }) => new Date(touchedAt).getTime());
  return clock().getTime() - Math.max(...last);
}

/**
 * Half the time after which it is closed has passed without anything, and nobody
 * was reminded of it since.
 */
export async function isToRemind(
  { request }: RequestRecord,
  quietMs: number,
  { store, settings, clock }: WorkContext,
): Promise<boolean> {
  if (quietMs <= settings.staleAfterMs / 2) return false;
  if (!transition(request.state, 'reminded')) return false;
  const since = clock().getTime() - quietMs;
  const events = await store.events(request.id);
  return !events.some(
    ({ type, at }) => type === 'reminded' && new Date(at).getTime() >= since,
  );
}
