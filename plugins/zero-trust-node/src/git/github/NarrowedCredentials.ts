import {
  GithubCredentials,
  GithubCredentialsProvider,
} from '@backstage/integration';
import { RepositoryAddress } from '../checkRepositoryUrl';
import { GitHostError } from '../GitHostError';
import { GitHttp } from '../http/GitHttp';
import { Clock } from '../http/HostQueue';
import { installationShape, installationTokenShape } from './shapes';

/** What the adapter asks for, where the app may do it at all. */
const wanted: Readonly<Record<string, 'read' | 'write'>> = {
  contents: 'write',
  pull_requests: 'write',
  statuses: 'write',
  // Of a protection that the branch itself does not show.
  administration: 'read',
};

/** A token is good for an hour; the last minutes of it are not used. */
const margin = 10 * 60 * 1000;

/** What is used until then; without a token, that the app narrows none. */
interface Narrowed {
  readonly token?: string;
  readonly until: number;
}

export interface NarrowedOptions {
  readonly address: RepositoryAddress;
  /** To the host's API with these headers; writes through a queue of its own. */
  readonly http: (
    headers: () => Promise<Readonly<Record<string, string>>>,
  ) => GitHttp;
  readonly clock: Clock;
}

/**
 * Credentials of an app that are good for one repository, and for what the
 * adapter does. The integration's are good for all that the installation may:
 * whoever got hold of one could change any repository of the organisation (T4).
 *
 * Its provider gives out the app's own token, a JWT, for the address of the host
 * alone; with it `GET /repos/{owner}/{repo}/installation` names the installation
 * and its permissions, and `POST /app/installations/{id}/access_tokens` takes
 * `repositories` and `permissions`. Where GitHub refuses that, as when another
 * app of the integration is the one installed there, the provider's token is used.
 */
export class NarrowedCredentials implements GithubCredentialsProvider {
  private last: Promise<Narrowed> | undefined;

  constructor(
    private readonly inner: GithubCredentialsProvider,
    private readonly options: NarrowedOptions,
  ) {}

  async getCredentials(asked: { url: string }): Promise<GithubCredentials> {
    const given = await this.inner.getCredentials(asked);
    if (given.type !== 'app') return given;
    const { token } = await this.narrowed();
    if (token === undefined) return given;
    const headers = { Authorization: `Bearer ${token}` };
    return { type: 'app', token, headers };
  }

  /** One after the other, so that calls at the same time share what the first got. */
  private narrowed(): Promise<Narrowed> {
    const before: Promise<Narrowed | undefined> =
      this.last ?? Promise.resolve(undefined);
    this.last = before
      .catch(() => undefined)
      .then(known =>
        known && known.until > this.options.clock.now() ? known : this.mint(),
      );
    return this.last;
  }

  private async mint(): Promise<Narrowed> {
    const { address, clock } = this.options;
    const http = this.options.http(() => this.appHeaders());
    try {
      const { id, permissions } = await http.ask(installationShape, {
        path: ['repos', address.owner, address.name, 'installation'],
      });
      const { token, expires_at: end } = await http.ask(
        installationTokenShape,
        {
          method: 'POST',
          path: ['app', 'installations', id, 'access_tokens'],
          body: {
            repositories: [address.name],
            ...(permissions ? { permissions: within(permissions) } : {}),
          },
        },
      );
      return { token, until: Date.parse(end) - margin };
    } catch (error) {
      if (!(error instanceof GitHostError) || error.retryable) throw error;
      return { until: clock.now() + margin };
    }
  }

  private async appHeaders(): Promise<Readonly<Record<string, string>>> {
    const { headers, type } = await this.inner.getCredentials({
      url: `https://${this.options.address.host}/`,
    });
    return type === 'app' && headers ? headers : {};
  }
}

/** GitHub refuses a token for more than the installation has. */
const within = (granted: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(wanted)
      .filter(([name]) => granted[name] !== undefined)
      .map(([name, level]) => [
        name,
        granted[name] === 'read' ? 'read' : level,
      ]),
  );
