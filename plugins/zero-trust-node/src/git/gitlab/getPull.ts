import { z } from 'zod';
import { committersOf } from '../api/committersOf';
import { Pull } from '../GitHost';
import { GitlabProject } from './GitlabProject';
import { GitlabUsers } from './GitlabUsers';
import { readNotes } from './readNotes';
import { readPull } from './readPull';
import { readReviews } from './readReviews';
import {
  approvalsShape,
  commitShape,
  diffShape,
  mergeRequestShape,
  NoteShape,
  reviewersShape,
  versionShape,
} from './shapes';

/**
 * A merge request with everything that is judged about it. `…/approvals` is
 * there on every tier; only rules about approvals are paid for.
 */
export const getPull = async (
  project: GitlabProject,
  users: GitlabUsers,
  number: number,
): Promise<Pull> => {
  const { http } = project;
  const path = (...parts: string[]) => ({
    path: project.path('merge_requests', number, ...parts),
  });
  const [shape, approvals, reviewers, notes, versions, commits, diffs] =
    await Promise.all([
      http.ask(mergeRequestShape, path()),
      http.ask(approvalsShape, path('approvals')),
      http.ask(reviewersShape, path('reviewers')),
      readNotes(project, number),
      project.all(z.array(versionShape), path('versions')),
      project.all(z.array(commitShape), path('commits')),
      project.all(z.array(diffShape), path('diffs')),
    ]);
  const pull = readPull(shape);
  const named = committersOf(pull.headSha, {
    listed: 'all',
    // Each push after the first has a note, and all notes are read.
    pushes: { logins: pushersOf(notes), complete: true },
    commits: await Promise.all(
      commits.map(
        async ({ id, author_email: author, committer_email: by }) => ({
          sha: id,
          logins: await Promise.all(
            [...new Set([author, by])].map(address =>
              address ? users.withAddress(address) : undefined,
            ),
          ),
        }),
      ),
    ),
  });
  return {
    ...pull,
    reviews: readReviews({
      approvers: (approvals.approved_by ?? []).map(({ user }) => user.username),
      reviewers,
      notes,
      versions,
    }),
    ...named,
    files: [...new Set(diffs.flatMap(one => [one.old_path, one.new_path]))],
  };
};

/** Whoever pushed after it was opened: the system notes it in their name. */
const pushersOf = (notes: readonly NoteShape[]): readonly string[] =>
  notes
    .filter(({ system, body }) => system && /^added \d+ commit/.test(body))
    .flatMap(({ author }) => (author ? [author.username] : []));
