import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Who may use the host: a person of the catalog, or a program. */
export interface HostUser {
  readonly id: number;
  readonly login: string;
  readonly fullName: string;
  readonly email: string;
  /** Teams, as the page shows them. */
  readonly teams: readonly string[];
  /** Admins may merge what lacks a required status, and push to protected branches. */
  readonly role: 'admin' | 'write' | 'read';
}

/** Users and the secrets that they prove themselves with. */
export class UserDirectory {
  private readonly byLogin: ReadonlyMap<string, HostUser>;
  private readonly secrets: ReadonlyMap<string, string>;

  /** Secrets that are not given are made up, new at each start. */
  constructor(
    users: readonly HostUser[],
    given: Readonly<Record<string, string>> = {},
  ) {
    this.byLogin = new Map(users.map(user => [user.login, user]));
    this.secrets = new Map(
      users.map(({ login }) => [
        login,
        given[login] ?? randomBytes(20).toString('hex'),
      ]),
    );
  }

  all(): readonly HostUser[] {
    return [...this.byLogin.values()];
  }

  find(login: string): HostUser | undefined {
    return this.byLogin.get(login);
  }

  withEmail(email: string): HostUser | undefined {
    return this.all().find(user => user.email === email);
  }

  /** Password and token in one. */
  secretOf(login: string): string | undefined {
    return this.secrets.get(login);
  }

  /**
   * Who an Authorization header stands for: `Basic`, `token` or `Bearer`.
   * Absent: nobody. A secret that is not right is `refused`.
   */
  authenticate(header: string | undefined): HostUser | undefined | 'refused' {
    if (!header) return undefined;
    const [, scheme, value] = /^(\w+)\s+(\S+)\s*$/.exec(header) ?? [];
    switch (scheme?.toLowerCase()) {
      case 'basic': {
        const plain = Buffer.from(value, 'base64').toString('utf8');
        const colon = plain.indexOf(':');
        const user = this.find(plain.slice(0, colon));
        const right =
          user &&
          isSame(plain.slice(colon + 1), this.secrets.get(user.login) ?? '');
        return right ? user : 'refused';
      }
      case 'token':
      case 'bearer':
        return (
          this.all().find(({ login }) =>
            isSame(value, this.secrets.get(login) ?? ''),
          ) ?? 'refused'
        );
      default:
        return 'refused';
    }
  }
}

const isSame = (given: string, expected: string): boolean => {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
};
