import { blobSha } from '../blobSha';
import { MemoryGitHost, MemoryPull } from '../memory/MemoryGitHost';
import { PullReview } from '../GitHost';
import { MemoryChanges } from '../memory/MemoryRepository';
import {
  addPull,
  Answer,
  Ask,
  created,
  notFound,
  nothing,
  ok,
  pageOf,
} from './TwinServer';

const bad = (message: string): Answer => ({ status: 400, json: { message } });

interface Note {
  readonly id: number;
  readonly login: string;
  readonly system: boolean;
  body: string;
  readonly at: string;
}

interface Action {
  readonly action: 'create' | 'update' | 'delete';
  readonly file_path: string;
  readonly content?: string;
  readonly last_commit_id?: string;
}

const noteBodies: Partial<Record<PullReview['state'], string>> = {
  approved: 'approved this merge request',
  changes_requested: 'requested changes',
};

const ids = new Map([
  ['zero-trust-bot', 1],
  ['mila', 2],
  ['amira', 3],
]);
const userOf = (username: string) => ({
  id: ids.get(username) ?? 99,
  username,
});

/** The twin with what GitLab remembers besides: notes and versions. */
export class GitlabTwin extends MemoryGitHost {
  readonly notes = new Map<number, Note[]>();
  readonly versions = new Map<number, { sha: string; at: string }[]>();
  private ticks = 0;

  /** Later than anything before: what happened when decides here. */
  tick(): string {
    this.ticks += 1;
    return new Date(Date.UTC(2026, 10, 28) + this.ticks * 1000).toISOString();
  }

  note(number: number, login: string, body: string, system: boolean): void {
    const notes = this.notes.get(number) ?? [];
    const id = number * 1000 + notes.length;
    notes.push({ id, login, system, body, at: this.tick() });
    this.notes.set(number, notes);
  }

  version(number: number, sha: string): void {
    const versions = this.versions.get(number) ?? [];
    versions.unshift({ sha, at: this.tick() });
    this.versions.set(number, versions);
  }

  override moveBranch(name: string, sha: string): void {
    super.moveBranch(name, sha);
    for (const pull of this.pulls)
      if (pull.state === 'open' && pull.head === name)
        this.version(pull.number, sha);
  }

  override push(login: string, branch: string, changes: MemoryChanges): string {
    const sha = super.push(login, branch, changes);
    for (const pull of this.pulls)
      if (pull.state === 'open' && pull.head === branch)
        this.note(pull.number, login, 'added 1 commit\n\n<ul></ul>', true);
    return sha;
  }

  override review(
    login: string,
    number: number,
    state: PullReview['state'],
  ): void {
    super.review(login, number, state);
    this.note(number, login, noteBodies[state] ?? '', true);
  }
}

/** Answers as GitLab's REST API does, for the calls that the adapter makes. */
export class GitlabServer {
  readonly bot = 'zero-trust-bot';
  /** Entries of a page of a tree. */
  treePage = 100;
  /** Reviewers that the plan allows. */
  maxReviewers = 100;

  constructor(readonly twin: GitlabTwin) {}

  async answer(ask: Ask): Promise<Answer> {
    const { repository } = this.twin;
    const route = ask.route.replace('/projects/shop/policies', '');
    const at = (pattern: RegExp) => pattern.exec(route)?.slice(1);
    if (route === 'GET ') return this.project();
    if (route === 'GET /user') return ok(userOf(this.bot));
    if (route === 'GET /users') return this.users(ask);
    let found = at(/^(GET|DELETE) \/repository\/branches\/(.+)$/);
    if (found) {
      const sha = repository.branches.get(found[1]);
      if (!sha) return notFound;
      if (found[0] === 'GET') return ok({ commit: { id: sha } });
      repository.branches.delete(found[1]);
      return nothing;
    }
    if (route === 'GET /repository/tree') return this.tree(ask);
    if (route === 'GET /repository/compare') return this.compare(ask);
    found = at(/^GET \/repository\/blobs\/(.+)$/);
    if (found) return this.blob(found[0]);
    found = at(/^GET \/repository\/files\/(.+)$/);
    if (found)
      return ok({
        last_commit_id: this.lastCommit(found[0], ask.query.get('ref') ?? ''),
      });
    if (route === 'POST /repository/commits') return this.commit(ask);
    found = at(/^POST \/statuses\/(.+)$/);
    if (found) return this.status(found[0], ask);
    if (route === 'GET /merge_requests') return this.list(ask);
    if (route === 'POST /merge_requests') return this.create(ask);
    found = at(/^(\w+) \/merge_requests\/(\d+)(?:\/(\w+)(?:\/(\d+))?)?$/);
    const pull = found && this.twin.pulls[Number(found[1]) - 1];
    if (found && pull)
      return this.onPull(`${found[0]} ${found[2] ?? ''}`, pull, ask, found[3]);
    return notFound;
  }

  private project(): Answer {
    return ok({
      id: 7,
      default_branch: 'main',
      archived: this.twin.archived,
      permissions: { project_access: { access_level: 30 }, group_access: null },
    });
  }

  private users({ query }: Ask): Answer {
    const name = query.get('username') ?? query.get('search')?.split('@')[0];
    return ok(name && ids.has(name) ? [userOf(name)] : []);
  }

  private tree({ query }: Ask): Answer {
    const sha = query.get('ref') ?? '';
    if (!this.twin.repository.has(sha)) return notFound;
    const all = this.twin.repository.entriesOf(sha);
    const start = Number(query.get('page_token') ?? 0);
    const next = start + this.treePage;
    return {
      status: 200,
      json: [
        { id: 'f'.repeat(40), path: 'clusters', mode: '040000', type: 'tree' },
        ...all.slice(start, next).map(({ path, mode, blobSha: id }) => ({
          id,
          path,
          mode,
          type: 'blob',
        })),
      ],
      headers:
        next < all.length
          ? {
              link: `<https://elsewhere.example/x?page_token=${next}&per_page=1>; rel="next", <https://elsewhere.example/y>; rel="first"`,
            }
          : {},
    };
  }

  private compare({ query }: Ask): Answer {
    const { repository } = this.twin;
    const [from, to] = ['from', 'to'].map(key =>
      repository.branches.get(query.get(key) ?? ''),
    );
    if (!from || !to) return notFound;
    return ok({ commits: repository.since(from, to).map(({ sha }) => sha) });
  }

  private blob(sha: string): Answer {
    const bytes = [...this.twin.repository.branches.values()]
      .flatMap(commit => this.twin.repository.allBytes(commit))
      .find(one => blobSha(one, 'x'.repeat(40)) === sha);
    return bytes
      ? ok({
          encoding: 'base64',
          content: Buffer.from(bytes).toString('base64'),
        })
      : notFound;
  }

  /** Content stands in for the commit that brought it. */
  private lastCommit(path: string, sha: string): string {
    const bytes = this.twin.repository.treeOf(sha).get(path);
    return bytes ? blobSha(bytes, 'x'.repeat(40)) : 'none';
  }

  private commit({ body }: Ask): Answer {
    const { repository } = this.twin;
    const branch = String(body.branch);
    const head = repository.branches.get(branch);
    if (head && body.start_sha !== undefined)
      return bad(`A branch called '${branch}' already exists.`);
    const parent = head ?? String(body.start_sha);
    const tree = repository.treeOf(parent);
    const changes: Record<string, Uint8Array | null> = {};
    for (const action of body.actions as Action[]) {
      const { file_path: path } = action;
      const isThere = tree.has(path);
      if (action.action === 'create' && isThere)
        return bad('A file with this name already exists');
      if (action.action !== 'create' && !isThere)
        return bad("A file with this name doesn't exist");
      if (
        action.last_commit_id &&
        action.last_commit_id !== this.lastCommit(path, parent)
      )
        return bad('The file has changed since you started editing it.');
      changes[path] =
        action.action === 'delete'
          ? null
          : new Uint8Array(Buffer.from(action.content ?? '', 'base64'));
    }
    const id = repository.write([parent], this.bot, changes);
    this.twin.moveBranch(branch, id);
    return created({ id, parent_ids: [parent] });
  }

  private status(sha: string, { body }: Ask): Answer {
    const { name, state, description } = body as Record<string, string>;
    const known = this.twin.statuses.findLast(
      one => one.sha === sha && one.context === name,
    );
    if (known?.state === state)
      return bad(`Cannot transition status via :enqueue from :${state}`);
    if (!['pending', 'success', 'failed'].includes(state))
      return bad('state does not have a valid value');
    this.twin.statuses.push({
      sha,
      context: name,
      description,
      state: state === 'failed' ? 'failure' : (state as 'pending' | 'success'),
    });
    return created({});
  }

  private list({ query }: Ask): Answer {
    return ok(
      this.twin.pulls
        .filter(
          pull =>
            pull.state === 'open' &&
            query.get('state') === 'opened' &&
            pull.head === query.get('source_branch') &&
            pull.base === query.get('target_branch'),
        )
        .map(pull => this.shown(pull)),
    );
  }

  private create({ body }: Ask): Answer {
    const fields = body as Record<string, string>;
    const { source_branch: head, target_branch: base } = fields;
    const { pulls } = this.twin;
    if (pulls.some(one => one.state === 'open' && one.head === head))
      return {
        status: 409,
        json: { message: ['Another open merge request already exists'] },
      };
    const pull = addPull(this.twin, this.bot, {
      head,
      base,
      title: fields.title,
      body: fields.description,
    });
    this.twin.version(pull.number, pull.headSha);
    return created(this.shown(pull));
  }

  private async onPull(
    verb: string,
    pull: MemoryPull,
    { body, query }: Ask,
    noteId?: string,
  ): Promise<Answer> {
    const known = await this.twin.getPull(pull.number);
    const notes = this.twin.notes.get(pull.number) ?? [];
    switch (verb) {
      case 'GET ':
        return ok(this.shown(pull, known.mergeable));
      case 'PUT ':
        this.update(pull, body);
        return ok(this.shown(pull));
      case 'GET approvals':
        return ok({
          approved_by: [...new Map(pull.reviews.map(one => [one.login, one]))]
            .filter(([, { state }]) => state === 'approved')
            .map(([login]) => ({ user: userOf(login) })),
        });
      case 'GET reviewers':
        return ok(
          [...pull.requested].map(login => ({
            user: userOf(login),
            state: 'unreviewed',
            created_at: pull.updatedAt,
          })),
        );
      case 'GET versions':
        return ok(
          pageOf(this.twin.versions.get(pull.number) ?? [], query).map(
            ({ sha, at }) => ({ head_commit_sha: sha, created_at: at }),
          ),
        );
      case 'GET commits':
        return ok(
          pageOf(known.committers, query).map(login => ({
            author_email: `${login}@shop.example`,
            committer_email: `${login}@shop.example`,
          })),
        );
      case 'GET diffs':
        return ok(
          pageOf(known.files, query).map(path => ({
            old_path: path,
            new_path: path,
          })),
        );
      case 'GET notes':
        return ok(
          pageOf(notes, query).map(({ login, at: created_at, ...note }) => ({
            ...note,
            created_at,
            author: userOf(login),
          })),
        );
      case 'POST notes':
        this.twin.note(pull.number, this.bot, String(body.body), false);
        return created({});
      case 'PUT notes':
        notes
          .filter(({ id }) => id === Number(noteId))
          .forEach(note => {
            note.body = String(body.body);
          });
        return ok({});
      default:
        return notFound;
    }
  }

  private update(pull: MemoryPull, body: Ask['body']): void {
    pull.title = String(body.title ?? pull.title);
    pull.body = String(body.description ?? pull.body);
    if (body.state_event === 'close') pull.state = 'closed';
    if (body.add_labels)
      String(body.add_labels)
        .split(',')
        .forEach(label => pull.labels.add(label));
    if (!body.reviewer_ids) return;
    pull.requested.clear();
    [...ids]
      .filter(([, id]) => (body.reviewer_ids as number[]).includes(id))
      .slice(0, this.maxReviewers)
      .forEach(([login]) => pull.requested.add(login));
  }

  private shown(pull: MemoryPull, mergeable?: boolean) {
    const states = { open: 'opened', merged: 'merged', closed: 'closed' };
    return {
      iid: pull.number,
      web_url: `https://gitlab.com/shop/policies/-/merge_requests/${pull.number}`,
      title: pull.title,
      state: states[pull.state],
      sha: pull.headSha,
      source_branch: pull.head,
      target_branch: pull.base,
      source_project_id: 7,
      target_project_id: 7,
      detailed_merge_status: mergeable === false ? 'conflict' : 'not_approved',
      has_conflicts: mergeable === false,
      merge_commit_sha: pull.mergeSha ?? null,
      squash_commit_sha: null,
      merge_user: pull.mergedBy ? userOf(pull.mergedBy) : null,
      reviewers: [...pull.requested].map(userOf),
      updated_at: pull.updatedAt,
    };
  }
}
