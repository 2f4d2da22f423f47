import { randomBytes } from 'node:crypto';
import { KubeError } from '../protocol/KubeError';
import { anonymous, User } from './User';

/** Bearer tokens of one cluster and who they stand for. */
export class TokenStore {
  private readonly users = new Map<string, User>();

  /** Makes a new token for a user. */
  issue(user: User): string {
    const token = randomBytes(24).toString('base64url');
    this.users.set(token, user);
    return token;
  }

  userOf(token: string): User | undefined {
    return this.users.get(token);
  }

  /**
   * Who an Authorization header stands for: no header is the anonymous user,
   * a token that nobody issued is refused.
   */
  authenticate(header: string | undefined): User {
    if (!header) return anonymous;
    const token = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
    const user = token ? this.users.get(token) : undefined;
    if (!user) throw KubeError.unauthorized();
    return user;
  }
}
