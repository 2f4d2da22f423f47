import { MemoryPull } from '../../memory/MemoryForge';
import { MemoryGitHost } from '../../memory/MemoryGitHost';
import {
  Answer,
  Ask,
  created,
  Handler,
  notFound,
  ok,
  pageOf,
  Routes,
} from '../TwinServer';
import { invalid } from './invalid';

const reviewStates = {
  approved: 'APPROVED',
  changes_requested: 'CHANGES_REQUESTED',
  commented: 'COMMENTED',
  dismissed: 'DISMISSED',
} as const;

/** The most of a body, of a pull request or of a comment. */
const maxBody = 65_536;

/** Pull requests, reviews, labels and comments. */
export class GithubPulls {
  /** The most commits that are listed. */
  readonly maxCommits = 250;
  /** Whether it is known already whether open ones can be merged. */
  mergeableKnown = true;

  constructor(private readonly twin: MemoryGitHost) {}

  private readonly onPull: Handler = (ask, method, number, part = '') => {
    const pull = this.twin.pulls[Number(number) - 1];
    return pull ? this.answer(`${method} ${part}`, pull, ask) : notFound;
  };

  readonly routes: Routes = [
    [
      /^PATCH \/issues\/comments\/(\d+)$/,
      (ask, id) => this.editComment(Number(id), ask),
    ],
    [/^GET \/pulls$/, ask => this.list(ask)],
    [/^POST \/pulls$/, ask => this.create(ask)],
    [/^(\w+) \/(?:pulls|issues)\/(\d+)(?:\/(\w+))?$/, this.onPull],
  ];

  private list({ query }: Ask): Answer {
    // Without its owner the filter is not one.
    const [, head] = /^shop:(.+)$/.exec(query.get('head') ?? '') ?? [];
    const found = this.twin.pulls.filter(
      pull =>
        (pull.state === 'open' ? 'open' : 'closed') === query.get('state') &&
        (head === undefined || pull.head === head) &&
        pull.base === query.get('base'),
    );
    return ok(pageOf(found, query, 30).map(pull => this.shown(pull)));
  }

  private create({ body }: Ask): Answer {
    const { head, base, title, body: text } = body as Record<string, string>;
    const { repository, pulls } = this.twin;
    const [from, to] = [head, base].map(name => repository.branches.get(name));
    if (!from || !to) return invalid('head is invalid');
    if (text.length > maxBody) return invalid('body is too long');
    if (!repository.since(to, from).length)
      return invalid(`No commits between ${base} and ${head}`);
    if (pulls.some(one => one.state === 'open' && one.head === head))
      return invalid(`A pull request already exists for shop:${head}.`);
    const pull = this.twin.addPull({ head, base, title, body: text });
    return created(this.shown(pull));
  }

  private answer(verb: string, pull: MemoryPull, { body, query }: Ask): Answer {
    const page = <T>(all: readonly T[]) => pageOf(all, query, 30);
    switch (verb) {
      case 'GET ':
        return ok({
          ...this.shown(pull),
          commits: this.twin.commitsOf(pull).length,
          mergeable:
            pull.state === 'open' && this.mergeableKnown
              ? this.twin.isMergeable(pull)
              : null,
          merged_by: pull.mergedBy ? { login: pull.mergedBy } : null,
        });
      case 'PATCH ':
        pull.title = String(body.title ?? pull.title);
        pull.body = String(body.body ?? pull.body);
        if (body.state === 'closed') pull.state = 'closed';
        return ok({});
      case 'GET reviews':
        return ok(
          page(pull.reviews).map(({ login, state, sha, at }) => ({
            user: { login },
            state: reviewStates[state],
            commit_id: sha,
            submitted_at: at,
          })),
        );
      case 'GET commits':
        return ok(page(this.commitsOf(pull)));
      case 'GET files':
        return ok(
          page(this.twin.filesOf(pull)).map(filename => ({ filename })),
        );
      case 'POST labels':
        (body.labels as string[]).forEach(label => pull.labels.add(label));
        return ok([]);
      case 'POST requested_reviewers':
        return this.request(pull, body.reviewers as string[]);
      case 'GET comments':
        return ok(page(pull.comments).map(one => this.comment(pull, one)));
      case 'POST comments':
        if (String(body.body).length > maxBody)
          return invalid('body is too long');
        pull.comments.push({
          login: this.twin.login,
          body: String(body.body),
        });
        return created({});
      default:
        return notFound;
    }
  }

  /** Oldest first, and no more than GitHub lists. */
  private commitsOf(pull: MemoryPull) {
    const { twin } = this;
    const account = (login: string) => (twin.knows(login) ? { login } : null);
    return [...twin.commitsOf(pull)]
      .reverse()
      .slice(0, this.maxCommits)
      .map(({ sha, login }) => ({
        sha,
        author: account(login),
        // What it signs itself, GitHub commits in its own name.
        committer:
          login === twin.login ? { login: 'web-flow' } : account(login),
      }));
  }

  /** All of them, or none for one that is no collaborator. */
  private request(pull: MemoryPull, reviewers: readonly string[]): Answer {
    if (reviewers.includes(pull.author))
      return invalid('Review cannot be requested from pull request author.');
    if (!reviewers.every(login => this.twin.knows(login)))
      return invalid('Reviews may only be requested from collaborators.');
    reviewers.forEach(login => pull.requested.add(login));
    return created({});
  }

  private comment(pull: MemoryPull, one: MemoryPull['comments'][number]) {
    return {
      id: pull.number * 1000 + pull.comments.indexOf(one),
      user: { login: one.login },
      body: one.body,
    };
  }

  private editComment(id: number, { body }: Ask): Answer {
    const comment =
      this.twin.pulls[Math.floor(id / 1000) - 1]?.comments[id % 1000];
    if (!comment) return notFound;
    comment.body = String(body.body);
    return ok({});
  }

  private shown(pull: MemoryPull) {
    return {
      number: pull.number,
      html_url: `https://github.com/shop/policies/pull/${pull.number}`,
      title: pull.title,
      state: pull.state === 'open' ? 'open' : 'closed',
      merged_at: pull.state === 'merged' ? pull.updatedAt : null,
      // While it is open: a commit for trying the merge, on no branch.
      merge_commit_sha: pull.mergeSha ?? 'f'.repeat(40),
      updated_at: pull.updatedAt,
      base: { ref: pull.base },
      head: { ref: pull.head, sha: pull.headSha },
    };
  }
}
