import { requestUrl } from '@ztn/backstage-plugin-zero-trust-common';
import { RequestRecord, StoredPart } from '../store/StoredRequest';
import { save } from './change';
import { rest, Step, WorkContext } from './WorkContext';

/**
 * A part's pull request closed, and its branch gone while its head is ours.
 * Looked up by its branches where no number was written down yet.
 */
export async function closePull(
  part: StoredPart,
  reason: string,
  { sources, keepLease }: WorkContext,
): Promise<StoredPart> {
  if (part.state === 'merged' || part.state === 'closed') return part;
  const { host } = sources.get(part.sourceId);
  await keepLease();
  const found =
    part.pull ?? (await host.findPull(part.branch, part.baseBranch));
  const pull = found && (await host.getPull(found.number));
  if (pull?.state === 'merged') {
    return { ...part, state: 'merged', mergeSha: pull.mergeSha };
  }
  if (pull?.state === 'open') await host.closePull(pull.number, reason);
  const head = await host.resolveBranch(part.branch);
  if (head && head.sha === part.ownSha)
    await host.deleteBranch(part.branch, head.sha);
  return {
    ...part,
    state: 'closed',
    ...(pull
      ? { pull: { number: pull.number, url: pull.url, title: pull.title } }
      : {}),
  };
}

/** What is said on the pull request; where another one takes over, with a link. */
function reasonOf(
  { request, supersededBy }: RequestRecord,
  { settings }: WorkContext,
): string {
  const reason = request.stateReason ?? 'the request was withdrawn';
  return supersededBy === undefined
    ? reason
    : `${reason}: ${requestUrl(settings.appUrl, supersededBy)}`;
}

/** `cancelled` and the like: what is still open on the git host is closed. */
export const closePulls: Step = async (record, context) => {
  const isOpen = record.parts.some(
    ({ state }) => state !== 'closed' && state !== 'merged',
  );
  if (!isOpen) return rest;
  const parts: StoredPart[] = [];
  for (const part of record.parts) {
    parts.push(await closePull(part, reasonOf(record, context), context));
  }
  const isMerged = parts.some(({ state }) => state === 'merged');
  await save(
    record,
    {
      nextCheckAt: undefined,
      attempts: 0,
      ...(isMerged
        ? {
            attention: {
              code: 'PARTIAL',
              message:
                'a pull request had been merged before the request ended: revert it, or ask again',
              since: context.clock().toISOString(),
            },
          }
        : {}),
    },
    { parts },
    context,
  );
  return rest;
};
