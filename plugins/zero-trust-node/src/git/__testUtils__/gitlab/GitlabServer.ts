import { Answer, answerBy, Ask, Handler, ok } from '../TwinServer';
import { GitlabMergeRequests } from './GitlabMergeRequests';
import { GitlabRepository } from './GitlabRepository';
import { GitlabTwin } from './GitlabTwin';
import { findUsers, ownUser, userWithId } from './gitlabUsers';

/**
 * Answers as GitLab's REST API does, for the calls that the adapter makes, and
 * refuses what GitLab refuses.
 */
export class GitlabServer {
  readonly git: GitlabRepository;
  readonly mergeRequests: GitlabMergeRequests;

  constructor(readonly twin: GitlabTwin, private readonly token: string) {
    this.git = new GitlabRepository(twin);
    this.mergeRequests = new GitlabMergeRequests(twin);
  }

  async answer(ask: Ask): Promise<Answer> {
    const { route, headers } = ask;
    if (headers.get('authorization') !== `Bearer ${this.token}`)
      return { status: 401, json: { message: '401 Unauthorized' } };
    if (this.twin.archived && !route.startsWith('GET '))
      return { status: 403, json: { message: '403 Forbidden' } };
    return answerBy(
      [
        [/^GET $/, this.project],
        [/^GET \/user$/, () => ownUser(this.twin.login)],
        [/^GET \/users$/, findUsers],
        [/^GET \/users\/(\d+)$/, (_, id) => userWithId(id)],
        ...this.git.routes,
        ...this.mergeRequests.routes,
      ],
      ask,
      route.replace('/projects/shop/policies', ''),
    );
  }

  private readonly project: Handler = () =>
    ok({
      id: 7,
      default_branch: 'main',
      archived: this.twin.archived,
      permissions: { project_access: { access_level: 30 }, group_access: null },
      ...(this.twin.required === 'unreadable'
        ? {}
        : {
            only_allow_merge_if_pipeline_succeeds:
              this.twin.required.length > 0,
          }),
    });
}
