import { blobSha } from '../../blobSha';
import {
  Answer,
  Ask,
  created,
  notFound,
  nothing,
  ok,
  Routes,
} from '../TwinServer';
import { bad } from './bad';
import { GitlabTwin } from './GitlabTwin';

const sha1 = 'x'.repeat(40);

interface Action {
  readonly action: 'create' | 'update' | 'delete';
  readonly file_path: string;
  readonly content?: string;
  readonly last_commit_id?: string;
}

/** Branches, trees, files, commits and their statuses. */
export class GitlabRepository {
  /** Entries of a page of a tree. */
  treePage = 100;

  constructor(private readonly twin: GitlabTwin) {}

  readonly routes: Routes = [
    [
      /^GET \/repository\/branches\/(.+)$/,
      (_, name) => {
        const sha = this.twin.repository.branches.get(name);
        return sha ? ok({ name, commit: { id: sha } }) : notFound;
      },
    ],
    [
      /^DELETE \/repository\/branches\/(.+)$/,
      (_, name) =>
        this.twin.repository.branches.delete(name) ? nothing : notFound,
    ],
    [/^GET \/repository\/tree$/, ask => this.tree(ask)],
    [/^GET \/repository\/compare$/, ask => this.compare(ask)],
    [/^GET \/repository\/blobs\/(.+)$/, (_, sha) => this.blob(sha)],
    [/^GET \/repository\/files\/(.+)$/, (ask, path) => this.file(ask, path)],
    [/^POST \/repository\/commits$/, ask => this.commit(ask)],
    [/^POST \/statuses\/(.+)$/, (ask, sha) => this.status(sha, ask)],
  ];

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
      .find(one => blobSha(one, sha1) === sha);
    return bytes
      ? ok({
          size: bytes.length,
          encoding: 'base64',
          content: Buffer.from(bytes).toString('base64'),
        })
      : notFound;
  }

  private file({ query }: Ask, path: string): Answer {
    const id = this.lastCommit(path, query.get('ref') ?? '');
    return id === undefined ? notFound : ok({ last_commit_id: id });
  }

  /** Content stands in for the commit that brought it. */
  private lastCommit(path: string, sha: string): string | undefined {
    const bytes = this.twin.repository.treeOf(sha).get(path);
    return bytes && blobSha(bytes, sha1);
  }

  private commit({ body }: Ask): Answer {
    const { repository } = this.twin;
    const branch = String(body.branch);
    const head = repository.branches.get(branch);
    if (head && body.start_sha !== undefined)
      return bad(
        `A branch called '${branch}' already exists. Switch to that branch in order to make changes`,
      );
    const parent = head ?? String(body.start_sha);
    if (!repository.has(parent))
      return bad('You can only create or edit files when you are on a branch');
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
    const id = repository.write([parent], this.twin.login, changes);
    this.twin.moveBranch(branch, id);
    return created({ id, parent_ids: [parent] });
  }

  /** One that is pending is changed, of one that is done another is made. */
  private status(sha: string, { body }: Ask): Answer {
    const { name, state, description } = body as Record<string, string>;
    if (!this.twin.repository.has(sha)) return notFound;
    if (!['pending', 'running', 'success', 'failed'].includes(state))
      return bad('state does not have a valid value');
    const known = this.twin.statuses.findLast(
      one => one.sha === sha && one.context === name,
    );
    if (known?.state === 'pending' && state === 'pending')
      return bad(
        'Cannot transition status via :enqueue from :pending (Reason(s): Status cannot transition via "enqueue")',
      );
    this.twin.statuses.push({
      sha,
      context: name,
      description,
      state: state === 'failed' ? 'failure' : (state as 'pending' | 'success'),
    });
    return created({});
  }
}
