import { blobSha } from '../blobSha';
import { MemoryGitHost, MemoryPull } from '../memory/MemoryGitHost';
import { MemoryTree } from '../memory/MemoryRepository';
import {
  addPull,
  Answer,
  Ask,
  changesBetween,
  created,
  notFound,
  nothing,
  ok,
  pageOf,
} from './TwinServer';

const invalid = (message: string): Answer => ({
  status: 422,
  json: { message: 'Validation Failed', errors: [{ message }] },
});

const reviewStates = {
  approved: 'APPROVED',
  changes_requested: 'CHANGES_REQUESTED',
  commented: 'COMMENTED',
  dismissed: 'DISMISSED',
} as const;

interface TreeItem {
  readonly path: string;
  readonly content?: string;
  readonly sha?: string | null;
}

/** Commit and folder of a tree's id; a commit is its own root. */
const placeOf = (sha: string): readonly [string, string] => {
  const [, commit = sha, folder = ''] = /^tree:([^:]+):(.*)$/.exec(sha) ?? [];
  return [commit, folder];
};

/** Answers as GitHub's REST API does, for the calls that the adapter makes. */
export class GithubServer {
  readonly bot = 'zero-trust-bot';
  /** Entries above which a recursive tree is cut off. */
  truncateAbove = 100_000;
  /** Set: comments are written by an app with this id. */
  appId: number | undefined;
  private readonly trees = new Map<string, MemoryTree>();
  private readonly blobs = new Map<string, Uint8Array>();

  constructor(readonly twin: MemoryGitHost) {}

  async answer(ask: Ask): Promise<Answer> {
    const { repository } = this.twin;
    const route = ask.route.replace('/repos/shop/policies', '');
    const at = (pattern: RegExp) => pattern.exec(route)?.slice(1);
    let found = at(/^GET $/);
    if (found) return this.repository();
    if (route === 'GET /user') return ok({ login: this.bot });
    found = at(/^GET \/git\/ref\/heads\/(.+)$/);
    if (found) {
      const sha = repository.branches.get(found[0]);
      return sha ? ok({ object: { sha, type: 'commit' } }) : notFound;
    }
    found = at(/^GET \/git\/trees\/(.+)$/);
    if (found) return this.tree(found[0], ask.query.has('recursive'));
    found = at(/^GET \/git\/commits\/(.+)$/);
    if (found) return ok({ sha: found[0], tree: { sha: `tree:${found[0]}:` } });
    found = at(/^GET \/git\/blobs\/(.+)$/);
    if (found) return this.blob(found[0]);
    if (route === 'POST /git/blobs') return this.createBlob(ask);
    if (route === 'POST /git/trees') return this.createTree(ask);
    if (route === 'POST /git/commits') return this.createCommit(ask);
    if (route === 'POST /git/refs') return this.createRef(ask);
    found = at(/^PATCH \/git\/refs\/heads\/(.+)$/);
    if (found) return this.updateRef(found[0], ask);
    found = at(/^DELETE \/git\/refs\/heads\/(.+)$/);
    if (found)
      return repository.branches.delete(found[0])
        ? nothing
        : invalid('Reference does not exist');
    found = at(/^POST \/statuses\/(.+)$/);
    if (found) return this.status(found[0], ask);
    found = at(/^PATCH \/issues\/comments\/(\d+)$/);
    if (found) return this.editComment(Number(found[0]), ask);
    if (route === 'GET /pulls') return this.listPulls(ask);
    if (route === 'POST /pulls') return this.createPull(ask);
    found = at(/^(\w+) \/(?:pulls|issues)\/(\d+)(?:\/(\w+))?$/);
    const pull = found && this.twin.pulls[Number(found[1]) - 1];
    if (found && pull)
      return this.onPull(`${found[0]} ${found[2] ?? ''}`, pull, ask);
    return notFound;
  }

  private repository(): Answer {
    return ok({
      default_branch: 'main',
      archived: this.twin.archived,
      permissions: this.appId ? undefined : { push: true },
    });
  }

  /** `tree:<commit>:<folder>`, a commit, or a tree that was made. */
  private filesOf(sha: string): MemoryTree | undefined {
    const [commit, folder] = placeOf(sha);
    const made = this.trees.get(sha);
    if (made) return made;
    if (!this.twin.repository.has(commit)) return undefined;
    return new Map(
      [...this.twin.repository.treeOf(commit)]
        .filter(([path]) => path.startsWith(folder))
        .map(([path, bytes]) => [path.slice(folder.length), bytes]),
    );
  }

  private tree(sha: string, recursive: boolean): Answer {
    const files = this.filesOf(sha);
    if (!files) return notFound;
    const [commit, folder] = placeOf(sha);
    const entries = new Map<string, object>();
    for (const [path, bytes] of files) {
      const parts = path.split('/');
      parts.slice(0, -1).forEach((_, index) => {
        const name = parts.slice(0, index + 1).join('/');
        entries.set(name, {
          path: name,
          mode: '040000',
          type: 'tree',
          sha: `tree:${commit}:${folder}${name}/`,
        });
      });
      entries.set(path, {
        path,
        mode: '100644',
        type: 'blob',
        sha: blobSha(bytes, 'x'.repeat(40)),
        size: bytes.length,
      });
    }
    const listed = [...entries]
      .filter(([path]) => recursive || !path.includes('/'))
      .map(([, entry]) => entry);
    const truncated = recursive && listed.length > this.truncateAbove;
    return ok({
      sha,
      truncated,
      tree: truncated ? listed.slice(0, this.truncateAbove) : listed,
    });
  }

  private blob(sha: string): Answer {
    const all = [...this.twin.repository.branches.values()].flatMap(commit =>
      this.twin.repository.allBytes(commit),
    );
    const bytes = all.find(one => blobSha(one, 'x'.repeat(40)) === sha);
    return bytes
      ? ok({
          encoding: 'base64',
          content: Buffer.from(bytes).toString('base64'),
        })
      : notFound;
  }

  private createBlob({ body }: Ask): Answer {
    const bytes = new Uint8Array(Buffer.from(String(body.content), 'base64'));
    const sha = blobSha(bytes, 'x'.repeat(40));
    this.blobs.set(sha, bytes);
    return created({ sha });
  }

  private createTree({ body }: Ask): Answer {
    const files = new Map(this.filesOf(String(body.base_tree)) ?? []);
    for (const { path, content, sha } of body.tree as TreeItem[]) {
      if (sha === null) {
        if (!files.delete(path)) return invalid('the path is not there');
      } else {
        const bytes =
          sha === undefined ? Buffer.from(content ?? '') : this.blobs.get(sha);
        if (!bytes) return invalid('the blob is not there');
        files.set(path, new Uint8Array(bytes));
      }
    }
    const sha = `made:${this.trees.size}`;
    this.trees.set(sha, files);
    return created({ sha, truncated: false, tree: [] });
  }

  private createCommit({ body }: Ask): Answer {
    const [parent] = body.parents as string[];
    const files = this.trees.get(String(body.tree));
    if (!files || body.author || body.committer) return invalid('no such tree');
    const { repository } = this.twin;
    const changes = changesBetween(repository.treeOf(parent), files);
    return created({ sha: repository.write([parent], this.bot, changes) });
  }

  private createRef({ body }: Ask): Answer {
    const name = String(body.ref).replace('refs/heads/', '');
    if (this.twin.repository.branches.has(name))
      return { status: 422, json: { message: 'Reference already exists' } };
    this.twin.moveBranch(name, String(body.sha));
    return created({});
  }

  private updateRef(name: string, { body }: Ask): Answer {
    const { repository } = this.twin;
    const head = repository.branches.get(name);
    const sha = String(body.sha);
    if (!head || body.force !== false || repository.forkOf(sha, head) !== head)
      return { status: 422, json: { message: 'Update is not a fast forward' } };
    this.twin.moveBranch(name, sha);
    return ok({});
  }

  private status(sha: string, { body }: Ask): Answer {
    const { context, state, description } = body as Record<string, string>;
    if (description.length > 140) return invalid('description is too long');
    this.twin.statuses.push({
      sha,
      context,
      description,
      state: state as 'pending' | 'success' | 'failure',
    });
    return created({});
  }

  private listPulls({ query }: Ask): Answer {
    const head = query.get('head')?.replace('shop:', '');
    return ok(
      this.twin.pulls
        .filter(
          pull =>
            pull.state === query.get('state') &&
            pull.head === head &&
            pull.base === query.get('base'),
        )
        .map(pull => this.shown(pull)),
    );
  }

  private createPull({ body }: Ask): Answer {
    const { head, base, title, body: text } = body as Record<string, string>;
    const { repository, pulls } = this.twin;
    const [from, to] = [head, base].map(name => repository.branches.get(name));
    if (!from || !to) return invalid('head is invalid');
    if (!repository.since(to, from).length)
      return invalid(`No commits between ${base} and ${head}`);
    if (pulls.some(one => one.state === 'open' && one.head === head))
      return invalid(`A pull request already exists for shop:${head}.`);
    return created(
      this.shown(
        addPull(this.twin, this.bot, { head, base, title, body: text }),
      ),
    );
  }

  private async onPull(
    verb: string,
    pull: MemoryPull,
    { body, query }: Ask,
  ): Promise<Answer> {
    const known = await this.twin.getPull(pull.number);
    switch (verb) {
      case 'GET ':
        return ok(this.shown(pull, known.mergeable));
      case 'PATCH ':
        pull.title = String(body.title ?? pull.title);
        pull.body = String(body.body ?? pull.body);
        if (body.state === 'closed') pull.state = 'closed';
        return ok({});
      case 'GET reviews':
        return ok(
          pageOf(pull.reviews, query).map(({ login, state, sha, at }) => ({
            user: { login },
            state: reviewStates[state],
            commit_id: sha,
            submitted_at: at,
          })),
        );
      case 'GET commits':
        return ok(
          pageOf(known.committers, query).map(login => ({
            author: { login },
            committer: { login: 'web-flow' },
          })),
        );
      case 'GET files':
        return ok(pageOf(known.files, query).map(filename => ({ filename })));
      case 'POST labels':
        (body.labels as string[]).forEach(label => pull.labels.add(label));
        return ok([]);
      case 'POST requested_reviewers':
        if ((body.reviewers as string[]).includes('nobody'))
          return invalid('Reviews may only be requested from collaborators.');
        (body.reviewers as string[]).forEach(one => pull.requested.add(one));
        return created({});
      case 'GET comments':
        return ok(
          pageOf(pull.comments, query).map(one => this.comment(pull, one)),
        );
      case 'POST comments':
        pull.comments.push({ login: this.author(), body: String(body.body) });
        return created({});
      default:
        return notFound;
    }
  }

  private author(): string {
    return this.appId ? `${this.bot}[bot]` : this.bot;
  }

  private comment(pull: MemoryPull, one: MemoryPull['comments'][number]) {
    return {
      id: pull.number * 1000 + pull.comments.indexOf(one),
      user: { login: one.login },
      body: one.body,
      performed_via_github_app: one.login.endsWith('[bot]')
        ? { id: this.appId }
        : null,
    };
  }

  private editComment(id: number, { body }: Ask): Answer {
    const comment =
      this.twin.pulls[Math.floor(id / 1000) - 1]?.comments[id % 1000];
    if (!comment) return notFound;
    comment.body = String(body.body);
    return ok({});
  }

  private shown(pull: MemoryPull, mergeable?: boolean) {
    return {
      number: pull.number,
      html_url: `https://github.com/shop/policies/pull/${pull.number}`,
      title: pull.title,
      state: pull.state === 'open' ? 'open' : 'closed',
      merged_at: pull.state === 'merged' ? pull.updatedAt : null,
      // While it is open: a commit on no branch.
      merge_commit_sha: pull.mergeSha ?? 'f'.repeat(40),
      merged_by: pull.mergedBy ? { login: pull.mergedBy } : null,
      mergeable: mergeable ?? null,
      updated_at: pull.updatedAt,
      base: { ref: pull.base },
      head: { ref: pull.head, sha: pull.headSha },
    };
  }
}
