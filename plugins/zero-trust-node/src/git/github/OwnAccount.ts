import { GithubCredentialType } from '@backstage/integration';
import { GitHostError } from '../GitHostError';
import { GitHttp } from '../http/GitHttp';
import { userShape, viewerShape } from './shapes';

/** Whose account the integration's credentials are. */
export class OwnAccount {
  constructor(
    private readonly rest: GitHttp,
    private readonly graphql: GitHttp,
    /** Whether an app or a token is used for this repository. */
    private readonly credentialType: () => Promise<GithubCredentialType>,
  ) {}

  async isApp(): Promise<boolean> {
    return (await this.credentialType()) === 'app';
  }

  /**
   * An installation's token may not ask `GET /user` (403, "Resource not
   * accessible by integration"), nor `GET /app`, which wants the app's own key.
   * GraphQL's `viewer` answers it: the app's slug with `[bot]`, which is the
   * login of its comments, commits and pull requests. A personal token may ask
   * either and needs no permission for `GET /user`.
   */
  async login(): Promise<string> {
    if (!(await this.isApp()))
      return (await this.rest.ask(userShape, { path: ['user'] })).login;
    const { data } = await this.graphql.ask(viewerShape, {
      method: 'POST',
      path: ['graphql'],
      body: { query: 'query { viewer { login } }' },
    });
    // GraphQL answers 200 also when it refuses.
    if (data?.viewer) return data.viewer.login;
    throw new GitHostError(
      'GIT_FORBIDDEN',
      'the git host does not tell whose account the integration has',
    );
  }
}
