import { Answer, Ask, notFound, ok } from '../TwinServer';

/** Of a bot that stands behind a project's token. */
const botAddress = 'project_7_bot_1@noreply.gitlab.com';

interface TwinUser {
  readonly id: number;
  readonly username: string;
  /** In the commits that this person makes. */
  readonly address: string;
  readonly public_email?: string;
}

const users: readonly TwinUser[] = [
  { id: 1, username: 'zero-trust-bot', address: botAddress },
  { id: 2, username: 'mila', address: '2-mila@users.noreply.gitlab.com' },
  {
    id: 3,
    username: 'amira',
    address: 'Amira@shop.example',
    public_email: 'amira@shop.example',
  },
];

/** As GitLab shows a user to others. */
export const userOf = (username: string) => ({
  id: users.find(one => one.username === username)?.id ?? 99,
  username,
});

/** The address in the commits of somebody; whom GitLab does not know has one too. */
export const addressOf = (username: string): string =>
  users.find(one => one.username === username)?.address ??
  `${username}@elsewhere.example`;

/** `GET /user`: addresses are shown to their owner alone. */
export const ownUser = (username: string): Answer =>
  ok({
    ...userOf(username),
    email: addressOf(username),
    commit_email: addressOf(username),
    public_email: null,
  });

export const userWithId = (id: string): Answer => {
  const found = users.find(one => one.id === Number(id));
  return found ? ok(userOf(found.username)) : notFound;
};

/** By name, or a search that looks into names and public addresses. */
export const findUsers = ({ query }: Ask): Answer => {
  const [name, search] = [query.get('username'), query.get('search')];
  return ok(
    users
      .filter(one =>
        name === null
          ? [one.username, one.public_email].includes(search ?? '')
          : one.username === name.toLowerCase(),
      )
      .map(({ username, public_email: address }) => ({
        ...userOf(username),
        public_email: address ?? null,
      })),
  );
};
