import { OrRefusal, accepted, refused } from '../../EditRefusal';
import { PolicySource } from '../../PolicySource';
import { isInside } from '../cleanPath';
import { GitOpsHint } from './GitOpsHint';
import { normalizeRepo } from './normalizeRepo';

/** A source that a controller reads, and the folder in it. */
export interface MatchedHint {
  readonly sourceId: string;
  /** Absent when the controller reads more than the source's roots. */
  readonly folder?: string;
  readonly hint: GitOpsHint;
}

/**
 * The configured source that a hint speaks of; `undefined` when there is none.
 * Refused when the controller follows a tag or another branch of it: what is
 * merged there never gets to the cluster.
 */
export const matchHint = (
  hint: GitOpsHint,
  sources: readonly PolicySource[],
): OrRefusal<MatchedHint | undefined> => {
  const repo = normalizeRepo(hint.repo);
  const same = sources.filter(
    source =>
      repo !== undefined &&
      source.repo !== undefined &&
      normalizeRepo(source.repo) === repo,
  );
  const following = same.filter(source => follows(hint, source));
  if (same.length > 0 && following.length === 0) {
    return refused(
      'SOURCE_NOT_WRITABLE',
      'the GitOps controller follows a tag, a commit or another branch',
    );
  }
  const inside = following.find(({ roots }) =>
    roots.some(root => isInside(hint.folder, root)),
  );
  if (inside) {
    return accepted({ sourceId: inside.id, folder: hint.folder, hint });
  }
  const around = following.find(({ roots }) =>
    roots.some(root => isInside(root, hint.folder)),
  );
  return accepted(around && { sourceId: around.id, hint });
};

const follows = (hint: GitOpsHint, source: PolicySource): boolean =>
  hint.revision === undefined ||
  (source.branch !== undefined &&
    hint.revision.replace(/^refs\/heads\//, '') === source.branch);
