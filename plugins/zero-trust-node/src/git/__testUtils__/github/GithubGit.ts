import { blobSha } from '../../blobSha';
import { MemoryGitHost } from '../../memory/MemoryGitHost';
import { MemoryTree } from '../../memory/MemoryRepository';
import {
  Answer,
  Ask,
  changesBetween,
  created,
  notFound,
  nothing,
  ok,
  Routes,
} from '../TwinServer';
import { invalid } from './invalid';

const sha1 = 'x'.repeat(40);

interface TreeItem {
  readonly path: string;
  readonly mode?: string;
  readonly type?: string;
  readonly content?: string;
  readonly sha?: string | null;
}

/** Commit and folder of a tree's id; a commit is its own root. */
const placeOf = (sha: string): readonly [string, string] => {
  const [, commit = sha, folder = ''] = /^tree:([^:]+):(.*)$/.exec(sha) ?? [];
  return [commit, folder];
};

/** Trees, blobs, commits and references. */
export class GithubGit {
  /** Entries above which a recursive tree is cut off. */
  truncateAbove = 100_000;
  /** Whether a ruleset keeps everybody from branches of these names. */
  forbidden: RegExp | undefined;
  /** Whether the server is new enough to tell who pushed. */
  hasActivity = true;
  private readonly trees = new Map<string, MemoryTree>();
  private readonly blobs = new Map<string, Uint8Array>();

  constructor(private readonly twin: MemoryGitHost) {}

  readonly routes: Routes = [
    [
      /^GET \/git\/ref\/heads\/(.+)$/,
      (_, name) => {
        const sha = this.twin.repository.branches.get(name);
        return sha ? ok({ object: { sha, type: 'commit' } }) : notFound;
      },
    ],
    [
      /^GET \/git\/trees\/(.+)$/,
      ({ query }, sha) => this.tree(sha, query.has('recursive')),
    ],
    [
      /^GET \/git\/commits\/(.+)$/,
      (_, sha) =>
        this.twin.repository.has(sha)
          ? ok({ sha, tree: { sha: `tree:${sha}:` } })
          : notFound,
    ],
    [/^GET \/git\/blobs\/(.+)$/, (_, sha) => this.blob(sha)],
    [/^POST \/git\/blobs$/, ask => this.createBlob(ask)],
    [/^POST \/git\/trees$/, ask => this.createTree(ask)],
    [/^POST \/git\/commits$/, ask => this.createCommit(ask)],
    [/^POST \/git\/refs$/, ask => this.createRef(ask)],
    [
      /^PATCH \/git\/refs\/heads\/(.+)$/,
      (ask, name) => this.updateRef(name, ask),
    ],
    [
      /^DELETE \/git\/refs\/heads\/(.+)$/,
      (_, name) =>
        this.twin.repository.branches.delete(name)
          ? nothing
          : invalid('Reference does not exist'),
    ],
    [/^GET \/activity$/, ask => this.activity(ask)],
    [/^POST \/statuses\/(.+)$/, (ask, sha) => this.status(sha, ask)],
  ];

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
        sha: blobSha(bytes, sha1),
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
    const bytes = all.find(one => blobSha(one, sha1) === sha);
    if (!bytes) return notFound;
    const lines =
      Buffer.from(bytes)
        .toString('base64')
        .match(/.{1,60}/g) ?? [];
    return ok({ encoding: 'base64', content: `${lines.join('\n')}\n` });
  }

  private createBlob({ body }: Ask): Answer {
    const bytes = new Uint8Array(Buffer.from(String(body.content), 'base64'));
    const sha = blobSha(bytes, sha1);
    this.blobs.set(sha, bytes);
    return created({ sha });
  }

  private createTree({ body }: Ask): Answer {
    const base = this.filesOf(String(body.base_tree));
    if (!base) return invalid('base_tree is not a valid tree oid');
    const files = new Map(base);
    for (const { path, mode, type, content, sha } of body.tree as TreeItem[]) {
      if (!/^100(644|755)$/.test(mode ?? '') || type !== 'blob')
        return invalid('tree.mode is not one of the modes of a blob');
      if ((content === undefined) === (sha === undefined))
        return invalid('Must supply either tree.sha or tree.content');
      if (sha === null) {
        if (!files.delete(path)) return invalid('GitRPC::BadObjectState');
      } else {
        const bytes =
          sha === undefined ? Buffer.from(content ?? '') : this.blobs.get(sha);
        if (!bytes) return invalid('tree.sha is not a valid blob');
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
    if (!files || body.author || body.committer)
      return invalid('Tree SHA does not exist');
    const { repository, login } = this.twin;
    const changes = changesBetween(repository.treeOf(parent), files);
    return created({ sha: repository.write([parent], login, changes) });
  }

  private createRef({ body }: Ask): Answer {
    const [, name] = /^refs\/heads\/(.+)$/.exec(String(body.ref)) ?? [];
    const { repository } = this.twin;
    if (!name) return invalid('Reference name must start with refs/heads');
    if (repository.branches.has(name))
      return { status: 422, json: { message: 'Reference already exists' } };
    if (!repository.has(String(body.sha)))
      return { status: 422, json: { message: 'Object does not exist' } };
    if (this.forbidden?.test(name))
      return { status: 422, json: { message: 'Reference update failed' } };
    this.move(name, String(body.sha));
    return created({});
  }

  private updateRef(name: string, { body }: Ask): Answer {
    const { repository } = this.twin;
    const head = repository.branches.get(name);
    const sha = String(body.sha);
    if (!head)
      return { status: 422, json: { message: 'Reference does not exist' } };
    if (this.forbidden?.test(name))
      return {
        status: 422,
        json: { message: 'Repository rule violations found\n\nno updates' },
      };
    if (body.force !== false || repository.forkOf(sha, head) !== head)
      return { status: 422, json: { message: 'Update is not a fast forward' } };
    this.move(name, sha);
    return ok({});
  }

  private move(branch: string, sha: string): void {
    this.twin.pushes.push({ login: this.twin.login, branch, sha });
    this.twin.moveBranch(branch, sha);
  }

  /** Newest first; whose account is gone is nobody. */
  private activity({ query }: Ask): Answer {
    if (!this.hasActivity) return notFound;
    const [, branch] = /^refs\/heads\/(.+)$/.exec(query.get('ref') ?? '') ?? [];
    return ok(
      this.twin.pushes
        .filter(one => one.branch === branch)
        .reverse()
        .slice(0, Number(query.get('per_page') ?? 30))
        .map(({ login, sha }) => ({
          ref: `refs/heads/${branch}`,
          after: sha,
          activity_type: 'push',
          actor: this.twin.knows(login) ? { login } : null,
        })),
    );
  }

  private status(sha: string, { body }: Ask): Answer {
    const { context, state, description } = body as Record<string, string>;
    if (!this.twin.repository.has(sha))
      return invalid(`No commit found for SHA: ${sha}`);
    if (!['error', 'failure', 'pending', 'success'].includes(state))
      return invalid('state is not included in the list');
    if (description.length > 140)
      return invalid('description is too long (maximum is 140 characters)');
    this.twin.statuses.push({
      sha,
      context,
      description,
      state: state as 'pending' | 'success' | 'failure',
    });
    return created({});
  }
}
