import { GitHostError } from '../GitHostError';
import { GitHttp } from '../http/GitHttp';
import { ownUserShape, userShape, usersShape } from './shapes';

/** Users of GitLab: our own, those of a name, those behind addresses in commits. */
export class GitlabUsers {
  private readonly known = new Map<string, string | undefined>();
  private own: Promise<{ username: string; addresses: string[] }> | undefined;

  constructor(
    private readonly http: GitHttp,
    /** Of the web pages; GitLab's hidden addresses end in it. */
    private readonly host: string,
  ) {}

  /** `GET /user`: also for the bots that stand behind tokens of projects and groups. */
  async ownLogin(): Promise<string> {
    return (await this.self()).username;
  }

  /** The user of a name, without regard to case. */
  async named(login: string) {
    const users = await this.http.ask(usersShape, {
      path: ['users'],
      query: { username: login },
    });
    return users.find(
      one => one.username.toLowerCase() === login.toLowerCase(),
    );
  }

  /** Whose address that is, if GitLab tells for sure. */
  async withAddress(address: string): Promise<string | undefined> {
    const key = address.toLowerCase();
    if (!this.known.has(key)) this.known.set(key, await this.find(key));
    return this.known.get(key);
  }

  private async find(address: string): Promise<string | undefined> {
    const { username, addresses } = await this.self();
    if (addresses.includes(address)) return username;
    const [, id, host] =
      /^(\d+)-[\w.-]+@users\.noreply\.([\w.:-]+)$/.exec(address) ?? [];
    try {
      // The name in a hidden address is the one of then; the number stays.
      if (id && host === this.host)
        return (await this.http.ask(userShape, { path: ['users', id] }))
          .username;
      const users = await this.http.ask(usersShape, {
        path: ['users'],
        query: { search: address },
      });
      // The search also looks into names, which anybody may choose; only a
      // public address is known to be somebody's.
      return users.find(user => user.public_email?.toLowerCase() === address)
        ?.username;
    } catch (error) {
      if (!(error instanceof GitHostError) || error.retryable) throw error;
      return undefined;
    }
  }

  private self() {
    this.own ??= this.readSelf();
    this.own.catch(() => {
      this.own = undefined;
    });
    return this.own;
  }

  private async readSelf() {
    const { username, ...user } = await this.http.ask(ownUserShape, {
      path: ['user'],
    });
    const addresses = [user.email, user.commit_email, user.public_email]
      .filter(one => typeof one === 'string' && one !== '')
      .map(one => String(one).toLowerCase());
    return { username, addresses };
  }
}
