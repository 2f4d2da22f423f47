import { z } from 'zod';
import { PullReview } from '../GitHost';
import { NoteShape, reviewersShape, VersionShape } from './shapes';

const noteStates: Readonly<Record<string, PullReview['state']>> = {
  'approved this merge request': 'approved',
  'unapproved this merge request': 'dismissed',
  'requested changes': 'changes_requested',
};

/** What GitLab tells about the reviews of a merge request, in its pieces. */
export interface ReviewSources {
  /** Who approves at this moment; the only word on that. */
  readonly approvers: readonly string[];
  readonly reviewers: z.infer<typeof reviewersShape>;
  readonly notes: readonly NoteShape[];
  readonly versions: readonly VersionShape[];
}

/**
 * Reviews, oldest first. GitLab has no list of them: when somebody approved
 * stands in a note of the system, and which commit that was follows from the
 * version that was the newest then. An approval that was taken back, or lost to
 * a push, counts as dismissed.
 */
export const readReviews = ({
  approvers,
  reviewers,
  notes,
  versions,
}: ReviewSources): readonly PullReview[] => {
  const noted = notes
    .filter(({ system }) => system)
    .flatMap((note): PullReview[] => {
      const state = noteStates[note.body.trim()];
      if (!state || !note.author) return [];
      return [
        {
          login: note.author.username,
          state,
          sha: headAt(versions, note.created_at),
          at: note.created_at,
        },
      ];
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const standing = new Map(
    noted
      .filter(({ state }) => state === 'approved')
      .map(review => [review.login, review]),
  );
  return [
    // Who asks for changes without a note does so on no commit that is known.
    ...reviewers
      .filter(
        ({ user, state }) =>
          state === 'requested_changes' &&
          !noted.some(
            one =>
              one.login === user.username && one.state === 'changes_requested',
          ),
      )
      .map(
        ({ user, created_at: at }): PullReview => ({
          login: user.username,
          state: 'changes_requested',
          at: at ?? new Date(0).toISOString(),
        }),
      ),
    ...noted.map(
      (review): PullReview =>
        review.state === 'approved' &&
        (standing.get(review.login) !== review ||
          !approvers.includes(review.login))
          ? { ...review, state: 'dismissed' }
          : review,
    ),
  ];
};

/**
 * The head when something was said: of the versions that were there before. One
 * that came in the same moment was not what the reviewer saw.
 */
const headAt = (
  versions: readonly VersionShape[],
  at: string,
): string | undefined =>
  versions
    .filter(version => Date.parse(version.created_at) < Date.parse(at))
    .sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at))
    .at(-1)?.head_commit_sha ?? undefined;
