import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_MEMBER_OF,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { fieldsOf } from '../../cluster/pick';
import { Reviewer } from './judgeReviews';

/** Where a login is from. */
export interface LoginSource {
  /** Kind of the git host: `github`, `gitlab`, `gitea`. */
  readonly kind: string;
  /** Without port. */
  readonly host: string;
}

/** Who is behind the logins of git hosts, and who owns what, as the catalog says. */
export class ReviewerDirectory {
  constructor(
    private readonly catalog: CatalogService,
    private readonly auth: AuthService,
    private readonly annotations: Readonly<Record<string, string>>,
  ) {}

  /** The user with that login in its annotation; exactly one, or nobody. */
  async reviewer(login: string, source: LoginSource): Promise<Reviewer> {
    const annotation = this.annotationOf(source);
    const credentials = await this.auth.getOwnServiceCredentials();
    const { items } = await this.catalog.queryEntities(
      {
        filter: {
          kind: 'User',
          [`metadata.annotations.${annotation}`]: login,
        },
        limit: 10,
      },
      { credentials },
    );
    // The catalog's filter does not see case, as git hosts do not with logins.
    const users = items.filter(
      user =>
        user.metadata.annotations?.[annotation]?.toLowerCase() ===
        login.toLowerCase(),
    );
    if (users.length === 0) return { type: 'unmapped' };
    if (users.length > 1) return { type: 'ambiguous' };
    const [user] = users;
    const userRef = stringifyEntityRef(user);
    return { type: 'user', userRef, owns: [userRef, ...groupsOf(user)] };
  }

  /**
   * Logins of those who may approve: not of who asked, and not of people whom
   * nobody can map.
   */
  async loginsOf(
    owners: readonly string[],
    requester: string,
    source: LoginSource,
    most: number,
  ): Promise<readonly string[]> {
    const annotation = this.annotationOf(source);
    const people = await this.peopleAmong(owners, 100);
    return people
      .filter(user => stringifyEntityRef(user) !== requester)
      .flatMap(user => user.metadata.annotations?.[annotation] ?? [])
      .sort()
      .slice(0, most);
  }

  /**
   * How CODEOWNERS of a git host may name some owners: by login, by address, or
   * by a team, of `organization` where the catalog does not say. Members of an
   * owning group own as the group does.
   */
  async codeownersOf(
    owners: readonly string[],
    source: LoginSource,
    organization: string,
  ): Promise<readonly string[]> {
    const annotation = this.annotationOf(source);
    const people = await this.peopleAmong(owners, 500);
    const teams = owners.filter(ref => ref.startsWith('group:'));
    const { items } = await this.catalog.getEntitiesByRefs(
      { entityRefs: [...teams] },
      { credentials: await this.auth.getOwnServiceCredentials() },
    );
    return [
      ...people.flatMap(user => {
        const login = user.metadata.annotations?.[annotation];
        const { email } = fieldsOf(user.spec?.profile);
        return [
          ...(login === undefined ? [] : [`@${login}`]),
          ...(typeof email === 'string' ? [email] : []),
        ];
      }),
      ...teams.flatMap((ref, index) => {
        const { name, annotations } = items[index]?.metadata ?? {
          name: ref.split('/')[1],
        };
        const slug = annotations?.[teamAnnotation(source)];
        return slug === undefined
          ? [`@${name}`, `@${organization}/${name}`]
          : [`@${slug}`];
      }),
    ];
  }

  /** The users among some owners, and the members of the groups among them. */
  private async peopleAmong(
    owners: readonly string[],
    limit: number,
  ): Promise<readonly Entity[]> {
    if (owners.length === 0) return [];
    const credentials = await this.auth.getOwnServiceCredentials();
    const { items } = await this.catalog.queryEntities(
      {
        filter: owners.map((owner): Record<string, string> => {
          const [, name = ''] = owner.split('/');
          return owner.startsWith('user:')
            ? { kind: 'User', 'metadata.name': name }
            : { kind: 'User', 'relations.memberOf': owner };
        }),
        limit,
      },
      { credentials },
    );
    return items.filter(user =>
      [stringifyEntityRef(user), ...groupsOf(user)].some(ref =>
        owners.includes(ref),
      ),
    );
  }

  private annotationOf({ kind, host }: LoginSource): string {
    const own = this.annotations[host];
    if (own !== undefined) return own;
    return kind === 'github' ? 'github.com/user-login' : `${host}/user-login`;
  }
}

/** Where the catalog keeps a team as its host writes it: `org/team`. */
const teamAnnotation = ({ kind, host }: LoginSource): string =>
  kind === 'github' ? 'github.com/team-slug' : `${host}/team-slug`;

/** The groups that a user belongs to, as sign-in gives them by default. */
function groupsOf(user: Entity): readonly string[] {
  return (user.relations ?? [])
    .filter(({ type }) => type === RELATION_MEMBER_OF)
    .map(({ targetRef }) => targetRef);
}

/** Who owns an entity. */
export function ownersOf(entity: Entity): readonly string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);
}
