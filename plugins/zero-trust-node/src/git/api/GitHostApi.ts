import { CommitStep } from '../planCommit';
import {
  CommitRequest,
  CommitStatus,
  GitHost,
  NewPull,
  Pull,
  PullRef,
  TreeEntry,
} from '../GitHost';
import { FileCalls } from './RepositoryFiles';

/** What there is to do when the branch does not hold the change yet. */
export type WriteStep = Exclude<CommitStep, { readonly step: 'adopt' }>;

export interface HostComment {
  readonly id: number;
  readonly login?: string;
  readonly body: string;
}

/**
 * What one kind of host is asked, call by call. Nothing is decided here: when
 * to write, what to adopt and what to leave alone is the same for all of them
 * and stands in `ApiGitHost`. `Shape` is what the host tells of a pull request.
 */
export interface GitHostApi<Shape>
  extends FileCalls,
    Pick<
      GitHost,
      'kind' | 'abilities' | 'getRepository' | 'ownLogin' | 'updatePull'
    >,
    Required<Pick<GitHost, 'requiredStatuses'>> {
  /** Head of a branch; fails when it is the repository that is not there. */
  branch(name: string): Promise<string | undefined>;
  /**
   * One commit on top of the step's parent, which has these files; fails when
   * the branch moved.
   */
  writeCommit(
    request: CommitRequest,
    step: WriteStep,
    there: readonly TreeEntry[],
  ): Promise<string>;
  /** The open pull request of two branches of this very repository. */
  findOpen(head: string, base: string): Promise<Shape | undefined>;
  /** `exists`: somebody opened one of the same branches a moment ago. */
  create(pull: NewPull): Promise<Shape | 'exists'>;
  /** Labels and reviewers; a sentence for each that the host refuses. */
  decorate(pull: Shape, wanted: NewPull): Promise<readonly string[]>;
  refOf(pull: Shape): PullRef;
  getPull(number: number): Promise<Pull>;
  /** Whether it is still open, in one call. */
  isOpen(number: number): Promise<boolean>;
  close(number: number): Promise<void>;
  comments(number: number): Promise<readonly HostComment[]>;
  addComment(number: number, body: string): Promise<void>;
  editComment(number: number, id: number, body: string): Promise<void>;
  setStatus(sha: string, status: CommitStatus): Promise<void>;
  /** A branch that is gone already is no failure. */
  removeBranch(name: string): Promise<void>;
}
