import { RequestRecord, StoredPart } from '../store/StoredRequest';
import { WorkContext } from './WorkContext';

/** What the git host shows, and may ask for, before it merges. */
export const STATUS_CONTEXT = 'zero-trust/owner-approval';

/**
 * Posts whether the head is approved, unless it says so already. A host without
 * commit statuses is told nothing: then it cannot hold back a merge, either.
 */
export async function postStatus(
  { request }: RequestRecord,
  part: StoredPart,
  state: 'pending' | 'success' | 'failure',
  text: string,
  { sources, settings, keepLease }: WorkContext,
): Promise<StoredPart> {
  const { headSha } = part;
  if (headSha === undefined) return part;
  const { status } = part;
  if (
    status?.sha === headSha &&
    status.state === state &&
    status.text === text
  ) {
    return part;
  }
  const { host } = sources.get(part.sourceId);
  if (!host.abilities.commitStatuses) return part;
  await keepLease();
  await host.setStatus(headSha, {
    context: STATUS_CONTEXT,
    state,
    description: text.slice(0, 140),
    ...(settings.appUrl === ''
      ? {}
      : { url: `${settings.appUrl}/zero-trust/requests/${request.id}` }),
  });
  return { ...part, status: { sha: headSha, state, text } };
}
