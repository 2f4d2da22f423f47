import { GitHttp } from '../http/GitHttp';
import { GitHostError } from '../GitHostError';
import { usersShape } from './shapes';

/** Users of GitLab behind the addresses in commits, as far as it tells. */
export class CommitterNames {
  private readonly known = new Map<string, string | undefined>();

  constructor(private readonly http: GitHttp) {}

  async of(addresses: readonly string[]): Promise<readonly string[]> {
    const names: string[] = [];
    for (const address of new Set(addresses)) {
      if (!this.known.has(address))
        this.known.set(address, await this.find(address));
      const name = this.known.get(address);
      if (name !== undefined) names.push(name);
    }
    return names;
  }

  private async find(address: string): Promise<string | undefined> {
    const hidden = /^\d+-([\w.-]+)@users\.noreply\./.exec(address);
    if (hidden) return hidden[1];
    try {
      const users = await this.http.ask(usersShape, {
        path: ['users'],
        query: { search: address },
      });
      const same = users.find(
        user => user.public_email?.toLowerCase() === address.toLowerCase(),
      );
      // A search for an address finds its one owner, if at all.
      return (
        same?.username ?? (users.length === 1 ? users[0].username : undefined)
      );
    } catch (error) {
      if (!(error instanceof GitHostError) || error.retryable) throw error;
      return undefined;
    }
  }
}
