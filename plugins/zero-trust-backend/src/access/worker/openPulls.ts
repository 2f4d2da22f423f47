import { GitHostError } from '@ztn/backstage-plugin-zero-trust-node';
import {
  commitMessage,
  pullBody,
  pullTitle,
  PullSubject,
} from '../git/pullText';
import { SourceHost } from '../git/SourceHosts';
import { PlannedPart } from '../plan/PlannedAccess';
import { RequestRecord, StoredPart } from '../store/StoredRequest';
import { happen, save, soon } from './change';
import { enforcementOf } from './enforcementOf';
import { postStatus } from './postStatus';
import { Step, WorkContext } from './WorkContext';

const encoder = new TextEncoder();
const mostReviewers = 10;

/**
 * `submitting`: one pull request in each repository. Every part is looked up
 * first: a process that died between branch and pull request is resumed, and
 * what is there already is adopted.
 */
export const openPulls: Step = async (record, context) => {
  const { request, parts } = record;
  const index = parts.findIndex(({ state }) => state === 'pending');
  if (index < 0) {
    const inGit = parts.every(({ state }) => state === 'merged');
    const url = parts.find(({ pull }) => pull)?.pull?.url;
    return happen(
      record,
      inGit ? 'already-in-git' : 'pulls-opened',
      {
        next: {
          nextCheckAt: soon(
            inGit ? 0 : context.settings.polling.openMs[0],
            context,
          ),
          ...(inGit ? { mergedAt: context.clock().toISOString() } : {}),
        },
        entry: {
          type: inGit ? 'already-in-git' : 'pull-opened',
          ...(url === undefined ? {} : { url }),
        },
      },
      context,
    );
  }
  const planned = request.plan.parts[index];
  const opened = await openPull(record, parts[index], planned, context);
  return save(
    record,
    {},
    { parts: parts.map((part, at) => (at === index ? opened : part)) },
    context,
  );
};

/** The pull request of a part, on a branch that starts at the part's base. */
export async function openPull(
  record: RequestRecord,
  part: StoredPart,
  planned: PlannedPart,
  context: WorkContext,
): Promise<StoredPart> {
  const { request, owners } = record;
  const source = context.sources.get(part.sourceId);
  const { host } = source;
  const { appUrl, prBody } = context.settings;
  const subject = { ...request, appUrl, prBody };
  await context.keepLease();
  const commit = await commitPlan(subject, part, planned, source);
  if (!commit) return { ...part, state: 'merged', mergeSha: part.baseSha };
  await context.keepLease();
  const title = pullTitle(subject);
  const pull = await host.openPull({
    head: commit.branch,
    base: part.baseBranch,
    title,
    body: pullBody(subject, host.abilities.maxBody),
    labels: ['zero-trust', 'zero-trust/grant', `tier/${request.tier}`],
    reviewers: await context.directory.loginsOf(
      owners.callee,
      request.requester,
      source.logins,
      mostReviewers,
    ),
  });
  const open: StoredPart = {
    ...part,
    branch: commit.branch,
    state: 'open',
    ownSha: commit.sha,
    headSha: commit.sha,
    pull: { number: pull.number, url: pull.url, title },
    enforced: await enforcementOf(host, part.baseBranch),
    files: planned.edits.map(({ path }) => path),
  };
  return postStatus(record, open, 'pending', waitingText(record), context);
}

const waitingText = ({ request }: RequestRecord): string =>
  request.requiredApprovals === 1
    ? 'waits for an owner of the called service'
    : `waits for ${request.requiredApprovals} owners of the called service`;

/** Undefined: the base holds all of it already. */
async function commitPlan(
  subject: PullSubject,
  part: StoredPart,
  planned: PlannedPart,
  { host }: SourceHost,
): Promise<{ readonly branch: string; readonly sha: string } | undefined> {
  const commitTo = (branch: string) =>
    host.commit({
      branch,
      createFrom: part.baseSha,
      message: commitMessage(subject),
      files: planned.edits.map(({ path, after, expectBlob }) => ({
        path,
        expectBlob,
        ...(after === undefined ? {} : { bytes: encoder.encode(after) }),
      })),
    });
  // A branch of that name leaves no room for others below it.
  const taken = await host.resolveBranch('zero-trust');
  const branch = taken ? part.branch.replace('/', '-') : part.branch;
  try {
    return { branch, sha: (await commitTo(branch)).sha };
  } catch (error) {
    if (!(error instanceof GitHostError)) throw error;
    if (error.code === 'NO_CHANGES') return undefined;
    if (error.code !== 'GIT_CONFLICT') throw error;
    // Somebody else's branch is never written to.
    if (!(await host.resolveBranch(branch))) throw error;
    const other = `${branch}-2`;
    return { branch: other, sha: (await commitTo(other)).sha };
  }
}
