import { MemoryGitHost } from '../../memory/MemoryGitHost';
import { Answer, answerBy, Ask, Handler, notFound, ok } from '../TwinServer';
import { GithubGit } from './GithubGit';
import { GithubPulls } from './GithubPulls';
import { githubRules } from './githubRules';

/** How the server stands towards the adapter. */
export interface GithubServerOptions {
  readonly token: string;
  /** `app`: the token is one of an installation. */
  readonly type: 'app' | 'token';
}

/**
 * Answers as GitHub's REST API does, for the calls that the adapter makes, and
 * refuses what GitHub refuses.
 */
export class GithubServer {
  /** How far the token can see into the protection of branches. */
  protectionShown: 'branch' | 'administration' | 'nowhere' = 'branch';
  /** Whether the plan of the repository has rulesets. */
  hasRulesets = true;
  readonly git: GithubGit;
  readonly pulls: GithubPulls;

  constructor(
    readonly twin: MemoryGitHost,
    private readonly options: GithubServerOptions,
  ) {
    this.git = new GithubGit(twin);
    this.pulls = new GithubPulls(twin);
  }

  async answer(ask: Ask): Promise<Answer> {
    const { route, headers } = ask;
    if (headers.get('authorization') !== `Bearer ${this.options.token}`)
      return { status: 401, json: { message: 'Bad credentials' } };
    if (this.twin.archived && !/^GET |\/graphql$/.test(route))
      return {
        status: 403,
        json: { message: 'Repository was archived so is read-only.' },
      };
    return answerBy(
      [
        [/^GET \/user$/, this.user],
        [/^POST \/graphql$/, this.graphql],
        [/^GET $/, this.repository],
        ...githubRules(this),
        ...this.git.routes,
        ...this.pulls.routes,
      ],
      ask,
      route.replace('/repos/shop/policies', ''),
    );
  }

  private readonly user: Handler = () =>
    this.options.type === 'app'
      ? {
          status: 403,
          json: { message: 'Resource not accessible by integration' },
        }
      : ok({ login: this.twin.login });

  private readonly graphql: Handler = ({ body }) =>
    /viewer *\{ *login *\}/.test(String(body.query))
      ? ok({ data: { viewer: { login: this.twin.login } } })
      : ok({ errors: [{ message: 'Parse error' }] });

  private readonly repository: Handler = ({ route }) =>
    route === 'GET /repos/shop/policies'
      ? ok({
          default_branch: 'main',
          archived: this.twin.archived,
          ...(this.options.type === 'app'
            ? {}
            : { permissions: { push: true } }),
        })
      : notFound;
}
