import {
  FileWrite,
  GitHost,
  GitHostError,
} from '@ztn/backstage-plugin-zero-trust-node';
import { commitMessage, pullBody, pullTitle } from '../git/pullText';
import { PlannedPart } from '../plan/PlannedAccess';
import { RequestRecord, StoredPart } from '../store/StoredRequest';
import { bySystem, save } from './change';
import { closePull } from './closePulls';
import { differ } from './differ';
import { openPull } from './openPulls';
import { postStatus } from './postStatus';
import { StepResult, WorkContext } from './WorkContext';

const encoder = new TextEncoder();
const foreignMessage =
  'somebody else pushed to the branch, and it is left alone: the pull request does not hold the request as it was edited';

/**
 * Brings an open pull request in line with a request that was edited or planned
 * anew: one more commit on its branch, or, where the base has other versions of
 * its files, another branch and another pull request in its place. A commit that
 * is not ours is never written over.
 */
export async function revisePull(
  record: RequestRecord,
  part: StoredPart,
  context: WorkContext,
): Promise<StepResult> {
  const revised = await revise(record, part, context);
  const isForeign = revised.error?.code === 'BRANCH_CHANGED';
  return save(
    record,
    {},
    {
      parts: record.parts.map(one =>
        one.ordinal === part.ordinal ? revised : one,
      ),
      events: [
        {
          ...bySystem,
          type: isForeign ? 'branch-changed' : 'pull-updated',
          ...(isForeign ? { message: foreignMessage } : {}),
          ...(revised.pull ? { url: revised.pull.url } : {}),
        },
      ],
    },
    context,
  );
}

async function revise(
  record: RequestRecord,
  part: StoredPart,
  context: WorkContext,
): Promise<StoredPart> {
  const planned = record.request.plan.parts[part.ordinal];
  const { host } = context.sources.get(part.sourceId);
  const { pull: ref } = part;
  if (!ref || !planned) return { ...part, state: 'open' };
  const paths = pathsOf(part, planned);
  const bases = [part.baseSha, planned.baseSha] as const;
  const moved = await differ(host, bases, paths);
  const branch = moved ? nextBranch(part.branch) : part.branch;
  const isResumed =
    moved && (await host.findPull(branch, part.baseBranch)) !== undefined;
  const pull = await host.getPull(ref.number);
  // Merged or closed meanwhile: that is what is followed then.
  if (pull.state !== 'open' && !isResumed) return { ...part, state: 'open' };
  // From here on nobody should merge what the branch holds.
  const held = await postStatus(
    record,
    { ...part, headSha: pull.headSha },
    'pending',
    'the request was edited',
    context,
  );
  try {
    if (moved) {
      if (pull.headSha !== part.ownSha && !isResumed) {
        throw new GitHostError('GIT_CONFLICT', foreignMessage);
      }
      return await replacePull(record, held, planned, branch, context);
    }
    return await commitOnTop(record, held, planned, context);
  } catch (error) {
    const isConflict =
      error instanceof GitHostError && error.code === 'GIT_CONFLICT';
    if (!isConflict) throw error;
    await host.comment(
      ref.number,
      'branch-changed',
      'The request was edited in the portal. Somebody else had pushed to this branch, so it is left as it is. Take that commit away and rebase the request, or replace the request.',
    );
    return {
      ...held,
      state: 'open',
      error: { code: 'BRANCH_CHANGED', message: foreignMessage },
    };
  }
}

/** One more commit, on the very commit that we made before. */
async function commitOnTop(
  record: RequestRecord,
  part: StoredPart,
  planned: PlannedPart,
  context: WorkContext,
): Promise<StoredPart> {
  const { request } = record;
  const { host } = context.sources.get(part.sourceId);
  const { ownSha = '', pull } = part;
  const { appUrl, prBody } = context.settings;
  const subject = { ...request, appUrl, prBody };
  const files = await writesOn(host, part, planned, ownSha);
  const same = await holds(host, ownSha, files);
  await context.keepLease();
  const sha = same
    ? ownSha
    : (
        await host.commit({
          branch: part.branch,
          createFrom: part.baseSha,
          expectHead: ownSha,
          message: commitMessage(subject),
          files,
        })
      ).sha;
  const title = pullTitle(subject);
  if (pull) {
    await context.keepLease();
    await host.updatePull(pull.number, {
      title,
      body: pullBody(subject, host.abilities.maxBody),
    });
  }
  const revised: StoredPart = {
    ...part,
    state: 'open',
    ownSha: sha,
    headSha: same ? part.headSha : sha,
    ...(pull ? { pull: { ...pull, title } } : {}),
    files: planned.edits.map(({ path }) => path),
    error: undefined,
  };
  return postStatus(
    record,
    revised,
    'pending',
    'waits for an owner of the called service',
    context,
  );
}

/** Another branch from the base as it is now; the old pull request names it. */
async function replacePull(
  record: RequestRecord,
  part: StoredPart,
  planned: PlannedPart,
  branch: string,
  context: WorkContext,
): Promise<StoredPart> {
  const fresh: StoredPart = {
    ordinal: part.ordinal,
    sourceId: part.sourceId,
    repoKey: part.repoKey,
    baseBranch: part.baseBranch,
    baseSha: planned.baseSha,
    branch,
    state: 'pending',
    files: planned.edits.map(({ path }) => path),
  };
  const opened = await openPull(record, fresh, planned, context);
  await closePull(
    part,
    opened.pull
      ? `The base branch has changed. Goes on in #${opened.pull.number}: ${opened.pull.url}`
      : 'The base branch holds all of it already.',
    context,
  );
  return opened;
}

/** `zero-trust/ar-x`, `zero-trust/ar-x-r2`, `zero-trust/ar-x-r3`, … */
export function nextBranch(branch: string): string {
  const [, stem, count] = /^(.*?)(?:-r(\d+))?$/.exec(branch) ?? [];
  return `${stem}-r${Number(count ?? 1) + 1}`;
}

const pathsOf = ({ files }: StoredPart, { edits }: PlannedPart) => [
  ...new Set([...files, ...edits.map(({ path }) => path)]),
];

/** What the plan writes; what only the old one wrote is as the base has it. */
async function writesOn(
  host: GitHost,
  part: StoredPart,
  planned: PlannedPart,
  ownSha: string,
): Promise<readonly FileWrite[]> {
  const writes: FileWrite[] = [];
  for (const path of pathsOf(part, planned)) {
    const edit = planned.edits.find(one => one.path === path);
    const [own, base] = await Promise.all([
      host.readFile(ownSha, path),
      host.readFile(part.baseSha, path),
    ]);
    const text = edit?.after;
    const bytes = text === undefined ? undefined : encoder.encode(text);
    const wanted = edit ? bytes : base?.bytes;
    if (!wanted && !own) continue;
    writes.push({
      path,
      expectBlob: own?.blobSha ?? null,
      ...(wanted ? { bytes: wanted } : {}),
    });
  }
  return writes;
}

async function holds(
  host: GitHost,
  sha: string,
  files: readonly FileWrite[],
): Promise<boolean> {
  for (const { path, bytes } of files) {
    const there = await host.readFile(sha, path);
    const same =
      there && bytes
        ? Buffer.compare(there.bytes, bytes) === 0
        : !there && !bytes;
    if (!same) return false;
  }
  return true;
}
