import { checkOwnBranchName } from '../checkNames';
import { commentMarker } from '../commentMarker';
import {
  CommitRequest,
  CommitStatus,
  FileContent,
  GitHost,
  NewPull,
  OpenedPull,
  Pull,
  PullRef,
  RequiredStatuses,
  TreeEntry,
} from '../GitHost';
import { GitHostError } from '../GitHostError';
import { planCommit } from '../planCommit';
import { GitHostApi } from './GitHostApi';
import { RepositoryFiles } from './RepositoryFiles';

/**
 * A repository on a host that is spoken to through an API: looks before it
 * writes, adopts what is there already, and leaves alone what others did.
 */
export class ApiGitHost<Shape> implements GitHost {
  readonly kind: string;
  readonly abilities;
  private readonly files: RepositoryFiles;
  private login: string | undefined;

  constructor(private readonly api: GitHostApi<Shape>) {
    ({ kind: this.kind, abilities: this.abilities } = api);
    this.files = new RepositoryFiles(api);
  }

  getRepository() {
    return this.api.getRepository();
  }

  async ownLogin(): Promise<string> {
    this.login ??= await this.api.ownLogin();
    return this.login;
  }

  requiredStatuses(branch: string): Promise<RequiredStatuses> {
    return this.api.requiredStatuses(branch);
  }

  async resolveBranch(name: string) {
    const sha = await this.api.branch(name);
    return sha === undefined ? undefined : { sha };
  }

  readTree(sha: string, root: string): Promise<readonly TreeEntry[]> {
    return this.files.below(sha, root);
  }

  readFile(sha: string, path: string): Promise<FileContent | undefined> {
    return this.files.file(sha, path);
  }

  async commit(request: CommitRequest) {
    checkOwnBranchName(request.branch);
    const head = await this.api.branch(request.branch);
    const plan = await planCommit(request, head, sha => this.files.tree(sha));
    if (plan.step === 'adopt') return { sha: plan.sha, adopted: true };
    try {
      const parent = plan.step === 'write' ? plan.parent : request.createFrom;
      const there = await this.files.tree(parent);
      const sha = await this.api.writeCommit(request, plan, there);
      return { sha, adopted: false };
    } catch (error) {
      throw await this.asArchived(error);
    }
  }

  async openPull(pull: NewPull): Promise<OpenedPull> {
    checkOwnBranchName(pull.head);
    const there = await this.api.findOpen(pull.head, pull.base);
    const made = there ?? (await this.api.create(pull));
    const adopted = there !== undefined || made === 'exists';
    const shape =
      made === 'exists' ? await this.api.findOpen(pull.head, pull.base) : made;
    if (shape === undefined)
      throw new GitHostError(
        'GIT_CONFLICT',
        'the pull request is there and is not there',
      );
    const warnings = await this.api.decorate(shape, pull);
    return { ...this.api.refOf(shape), adopted, warnings };
  }

  async findPull(head: string, base: string): Promise<PullRef | undefined> {
    const found = await this.api.findOpen(head, base);
    return found && this.api.refOf(found);
  }

  getPull(number: number): Promise<Pull> {
    return this.api.getPull(number);
  }

  updatePull(number: number, change: { title?: string; body?: string }) {
    return this.api.updatePull(number, change);
  }

  async comment(number: number, key: string, body: string): Promise<void> {
    const marker = commentMarker(key);
    const marked = (await this.api.comments(number)).filter(one =>
      one.body.startsWith(marker),
    );
    // Anybody can write our marker; only what we wrote ourselves is edited.
    const login = marked.length ? await this.ownLogin() : undefined;
    const ours = marked.find(one => isSameLogin(one.login, login));
    const text = `${marker}\n${body}`;
    if (ours?.body === text) return;
    if (ours) await this.api.editComment(number, ours.id, text);
    else await this.api.addComment(number, text);
  }

  setStatus(sha: string, status: CommitStatus): Promise<void> {
    return this.api.setStatus(sha, status);
  }

  async closePull(number: number, comment?: string): Promise<void> {
    const open = await this.api.isOpen(number);
    if (comment) await this.comment(number, 'closed', comment);
    if (open) await this.api.close(number);
  }

  async deleteBranch(name: string, expectSha: string): Promise<void> {
    checkOwnBranchName(name);
    const sha = await this.api.branch(name);
    if (sha === undefined) return;
    if (sha !== expectSha)
      throw new GitHostError(
        'GIT_CONFLICT',
        'somebody else changed the branch; it stays',
      );
    await this.api.removeBranch(name);
  }

  /** GitHub and GitLab refuse writes to what is archived like any other ones. */
  private async asArchived(error: unknown): Promise<unknown> {
    if (!(error instanceof GitHostError) || error.code !== 'GIT_FORBIDDEN')
      return error;
    const { archived } = await this.api.getRepository();
    if (!archived) return error;
    return new GitHostError(
      'SOURCE_NOT_WRITABLE',
      'the repository is archived',
      { status: error.status },
    );
  }
}

/** No host takes two logins that differ in case alone for two accounts. */
const isSameLogin = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && a.toLowerCase() === b?.toLowerCase();
