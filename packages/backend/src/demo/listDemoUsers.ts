import { AuthService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** Somebody whom one may be in the demo. */
export interface DemoUser {
  readonly name: string;
  readonly title: string;
  /** Titles of the teams. */
  readonly teams: readonly string[];
}

const textAt = (value: unknown, ...path: string[]): string | undefined => {
  let found: unknown = value;
  for (const key of path)
    found =
      typeof found === 'object' && found !== null && key in found
        ? Reflect.get(found, key)
        : undefined;
  return typeof found === 'string' ? found : undefined;
};

/** How the catalog says that somebody is called and reached. */
export const profileOf = ({
  spec,
}: Entity): { displayName?: string; email?: string } => ({
  displayName: textAt(spec, 'profile', 'displayName'),
  email: textAt(spec, 'profile', 'email'),
});

/** The users of the catalog with their teams, in the order of teams and names. */
export const listDemoUsers = async (
  catalog: CatalogService,
  auth: AuthService,
): Promise<readonly DemoUser[]> => {
  const { items } = await catalog.getEntities(
    { filter: { kind: ['User', 'Group'] } },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  const titles = new Map(
    items
      .filter(({ kind }) => kind === 'Group')
      .map(({ metadata }) => [metadata.name, metadata.title ?? metadata.name]),
  );
  return items
    .filter(({ kind }) => kind === 'User')
    .map(({ metadata, spec }) => {
      const teams = Array.isArray(spec?.memberOf) ? spec.memberOf : [];
      return {
        name: metadata.name,
        title: textAt(spec, 'profile', 'displayName') ?? metadata.name,
        teams: teams.map(team => titles.get(String(team)) ?? String(team)),
      };
    })
    .sort((a, b) =>
      `${a.teams[0] ?? ''} ${a.title}`.localeCompare(
        `${b.teams[0] ?? ''} ${b.title}`,
      ),
    );
};
