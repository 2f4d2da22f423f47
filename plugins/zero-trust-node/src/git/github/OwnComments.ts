import { GithubCredentialType } from '@backstage/integration';
import { GitHttp } from '../http/GitHttp';
import { CommentShape, userShape } from './shapes';

/** Tells comments of the integration's account from everybody else's. */
export class OwnComments {
  private login: string | undefined;

  constructor(
    private readonly http: GitHttp,
    /** Ids of the integration's apps. */
    private readonly appIds: readonly number[],
    /** Whether an app or a token is used for this repository. */
    private readonly credentialType: () => Promise<GithubCredentialType>,
  ) {}

  async isApp(): Promise<boolean> {
    return (await this.credentialType()) === 'app';
  }

  /**
   * The comment of ours with a marker. Anybody can write the marker; only what
   * we wrote ourselves is edited.
   */
  async find(
    comments: readonly CommentShape[],
    marker: string,
  ): Promise<CommentShape | undefined> {
    const marked = comments.filter(({ body }) => body?.startsWith(marker));
    if (marked.length === 0) return undefined;
    if (await this.isApp())
      return marked.find(
        ({ user, performed_via_github_app: app }) =>
          // A person who uses the app is not the app.
          user?.login.endsWith('[bot]') && app && this.appIds.includes(app.id),
      );
    // An app's token may not ask who it is; a person's may.
    this.login ??= (await this.http.ask(userShape, { path: ['user'] })).login;
    return marked.find(({ user }) => user?.login === this.login);
  }
}
