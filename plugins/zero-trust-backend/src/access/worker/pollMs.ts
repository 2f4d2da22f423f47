import { RequestEvent } from '../state/transition';
import { RequestRecord } from '../store/StoredRequest';
import { WorkContext } from './WorkContext';

/** Milliseconds until a pull request is looked at again. Often at first, seldom later; after a merge at once. */
export function pollMs(
  { request }: RequestRecord,
  event: RequestEvent | undefined,
  { settings, clock }: WorkContext,
): number {
  if (event === 'merged' || event === 'merged-unapproved') return 0;
  const since = new Date(request.submittedAt ?? request.createdAt).getTime();
  const ageHours = (clock().getTime() - since) / 3_600_000;
  const [first, day, later] = settings.polling.openMs;
  if (ageHours < 1) return first;
  return ageHours < 24 ? day : later;
}
