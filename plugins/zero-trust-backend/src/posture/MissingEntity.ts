import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogNotReady, entityNotFound } from './errors';

/** For so long after the start the catalog may well be reading its sources. */
const STARTING_MS = 120_000;

/** Kinds that can be tied to workloads. */
const kinds = ['Component', 'Resource', 'API'];

/**
 * What to say of an entity that the catalog does not give out. It says the same
 * of one that is not there and of one that the caller may not read; and soon
 * after the start, that the catalog may not be ready.
 */
export class MissingEntity {
  private readonly startedAt: number;

  constructor(
    private readonly catalog: CatalogService,
    private readonly auth: AuthService,
    private readonly elapsedMs: () => number,
  ) {
    this.startedAt = elapsedMs();
  }

  async error(entityRef: string): Promise<Error> {
    const ageMs = this.elapsedMs() - this.startedAt;
    if (ageMs > STARTING_MS) return entityNotFound(entityRef);
    return (await this.isEmpty())
      ? catalogNotReady()
      : entityNotFound(entityRef, Math.round(ageMs / 1_000));
  }

  /** Asked with the plugin's own rights: it must not depend on the caller. */
  private async isEmpty(): Promise<boolean> {
    const credentials = await this.auth.getOwnServiceCredentials();
    const { totalItems } = await this.catalog.queryEntities(
      { filter: kinds.map(kind => ({ kind })), limit: 1, fields: ['kind'] },
      { credentials },
    );
    return totalItems === 0;
  }
}
