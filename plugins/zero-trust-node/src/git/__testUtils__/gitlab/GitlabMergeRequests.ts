import { MemoryPull } from '../../memory/MemoryForge';
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
import { GitlabTwin } from './GitlabTwin';
import { addressOf, userOf } from './gitlabUsers';

/** Merge requests with their approvals, notes, versions and diffs. */
export class GitlabMergeRequests {
  /** Reviewers that the plan allows. */
  maxReviewers = 100;

  constructor(private readonly twin: GitlabTwin) {}

  private readonly onOne: Handler = (ask, method, number, part = '', id) => {
    const pull = this.twin.pulls[Number(number) - 1];
    return pull ? this.answer(`${method} ${part}`, pull, ask, id) : notFound;
  };

  readonly routes: Routes = [
    [/^GET \/merge_requests$/, ask => this.list(ask)],
    [/^POST \/merge_requests$/, ask => this.create(ask)],
    [/^(\w+) \/merge_requests\/(\d+)(?:\/(\w+)(?:\/(\d+))?)?$/, this.onOne],
  ];

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
    const open = pulls.find(one => one.state === 'open' && one.head === head);
    if (open)
      return {
        status: 409,
        json: {
          message: [
            `Another open merge request already exists for this source branch: !${open.number}`,
          ],
        },
      };
    const pull = this.twin.addPull({
      head,
      base,
      title: fields.title,
      body: fields.description,
    });
    this.twin.version(pull.number, pull.headSha);
    return created(this.shown(pull));
  }

  private answer(
    verb: string,
    pull: MemoryPull,
    { body, query }: Ask,
    noteId?: string,
  ): Answer {
    const { twin } = this;
    const notes = twin.notes.get(pull.number) ?? [];
    const page = <T>(all: readonly T[]) => pageOf(all, query, 20);
    switch (verb) {
      case 'GET ':
        return ok(this.shown(pull));
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
          page(twin.versions.get(pull.number) ?? []).map(({ sha, at }) => ({
            head_commit_sha: sha,
            created_at: at,
          })),
        );
      case 'GET commits':
        return ok(
          page(twin.commitsOf(pull)).map(({ sha, login }) => ({
            id: sha,
            author_email: addressOf(login),
            committer_email: addressOf(login),
          })),
        );
      case 'GET diffs':
        return ok(
          page(twin.filesOf(pull)).map(path => ({
            old_path: path,
            new_path: path,
          })),
        );
      case 'GET notes': {
        // The newest come first, unless asked otherwise.
        const ordered =
          query.get('sort') === 'asc' ? notes : [...notes].reverse();
        return ok(
          page(ordered).map(({ login, at: created_at, ...note }) => ({
            ...note,
            created_at,
            author: userOf(login),
          })),
        );
      }
      case 'POST notes':
        twin.note(pull.number, twin.login, String(body.body), false);
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
    ['mila', 'amira']
      .filter(login =>
        (body.reviewer_ids as number[]).includes(userOf(login).id),
      )
      .slice(0, this.maxReviewers)
      .forEach(login => pull.requested.add(login));
  }

  private shown(pull: MemoryPull) {
    const states = { open: 'opened', merged: 'merged', closed: 'closed' };
    const conflicts = pull.state === 'open' && !this.twin.isMergeable(pull);
    // With fast-forward merges a squash leaves no merge commit.
    const squashed = this.twin.squashed.has(pull.number);
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
      detailed_merge_status: conflicts ? 'conflict' : 'not_approved',
      has_conflicts: conflicts,
      merge_commit_sha: (!squashed && pull.mergeSha) || null,
      squash_commit_sha: (squashed && pull.mergeSha) || null,
      merge_user: pull.mergedBy ? userOf(pull.mergedBy) : null,
      reviewers: [...pull.requested].map(userOf),
      updated_at: pull.updatedAt,
    };
  }
}
