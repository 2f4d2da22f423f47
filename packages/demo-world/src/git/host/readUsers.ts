import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { HostUser } from './HostUser';

/** The login of the program that opens pull requests. */
export const botLogin = 'zero-trust-bot';

/** Members of this team administer the demo's repositories. */
const adminTeam = 'platform-team';

const bot: HostUser = {
  id: 1,
  login: botLogin,
  fullName: 'Zero Trust',
  email: `${botLogin}@shop.example`,
  teams: [],
  role: 'write',
};

interface UserEntity {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string };
  readonly spec?: {
    readonly profile?: { displayName?: string; email?: string };
    readonly memberOf?: readonly string[];
  };
}

/** The people of a catalog file, with their names as logins, and the bot. */
export const readUsers = (catalogFile: string): HostUser[] => [
  bot,
  ...parseAllDocuments(readFileSync(catalogFile, 'utf8'))
    .map(document => document.toJS() as UserEntity)
    .filter(({ kind }) => kind === 'User')
    .map(({ metadata, spec }, index): HostUser => {
      const login = metadata?.name ?? '';
      const teams = spec?.memberOf ?? [];
      return {
        id: index + 2,
        login,
        fullName: spec?.profile?.displayName ?? login,
        email: spec?.profile?.email ?? `${login}@shop.example`,
        teams,
        role: teams.includes(adminTeam) ? 'admin' : 'write',
      };
    }),
];
