import { notFound } from './HostError';
import { HostedRepository } from './HostedRepository';
import { HostUser, UserDirectory } from './HostUser';
import { Webhooks } from './Webhooks';

/** Everything that the host knows; the HTTP parts show it. */
export interface GitHost {
  /** `http://127.0.0.1:<port>`; known once it listens. */
  readonly url: string;
  readonly users: UserDirectory;
  readonly repositories: readonly HostedRepository[];
  readonly webhooks: Webhooks;
}

/** The repository of an address; 404 when there is none. */
export const repositoryOf = (
  host: GitHost,
  owner: string,
  name: string,
): HostedRepository => {
  const found = host.repositories.find(
    repository =>
      repository.owner === owner &&
      repository.name === name.replace(/\.git$/, ''),
  );
  if (!found) throw notFound();
  return found;
};

export const userNamed = (host: GitHost, login: string): HostUser => {
  const user = host.users.find(login);
  if (!user) throw notFound(`user does not exist [uid: 0, name: ${login}]`);
  return user;
};
