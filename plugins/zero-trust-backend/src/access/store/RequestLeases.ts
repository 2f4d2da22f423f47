import { Knex } from 'knex';
import { tables } from './tables';

/**
 * Whose turn it is to look at a request, and when. Nothing here changes what a
 * request is, so none of it counts as a new version.
 */
export class RequestLeases {
  constructor(
    private readonly database: Knex,
    private readonly clock: () => Date,
  ) {}

  /**
   * Requests whose time to be looked at has come, or of which a hint is left by a
   * process that died, and nobody looks.
   */
  async due(limit: number): Promise<readonly string[]> {
    const now = this.clock().toISOString();
    const rows: { id: string }[] = await this.free(
      this.database(tables.requests).where(either =>
        either.where('next_check_at', '<=', now).orWhereNotNull('hinted_at'),
      ),
    )
      .orderBy('next_check_at')
      .limit(limit)
      .select('id');
    return rows.map(({ id }) => id);
  }

  /** Looks at a request later; nothing else of it changes. */
  async postpone(id: string, nextCheckAt: string | undefined): Promise<void> {
    await this.database(tables.requests)
      .where({ id })
      .update({ next_check_at: nextCheckAt ?? null });
  }

  /** Remembers that a request may have changed, for whoever works on it. */
  async remember(id: string): Promise<void> {
    await this.database(tables.requests)
      .where({ id })
      .update({ hinted_at: this.clock().toISOString() });
  }

  /** Whether it may have changed since its lease was last taken. */
  async isHinted(id: string): Promise<boolean> {
    const row = await this.database(tables.requests)
      .where({ id })
      .whereNotNull('hinted_at')
      .first('id');
    return row !== undefined;
  }

  /**
   * Takes the lease of a request; false while somebody else has it. Who takes it
   * looks at everything: what was remembered until then is done with.
   */
  async claim(id: string, owner: string, until: Date): Promise<boolean> {
    const rows = await this.free(
      this.database(tables.requests).where({ id }),
    ).update({
      lease_owner: owner,
      lease_until: until.toISOString(),
      hinted_at: null,
    });
    return rows === 1;
  }

  /** Keeps the lease; false when it was lost. */
  async renew(id: string, owner: string, until: Date): Promise<boolean> {
    const rows = await this.database(tables.requests)
      .where({ id, lease_owner: owner })
      .update({ lease_until: until.toISOString() });
    return rows === 1;
  }

  async release(id: string, owner: string): Promise<void> {
    await this.database(tables.requests)
      .where({ id, lease_owner: owner })
      .update({ lease_owner: null, lease_until: null });
  }

  private free(query: Knex.QueryBuilder): Knex.QueryBuilder {
    const now = this.clock().toISOString();
    return query.andWhere(free =>
      free.whereNull('lease_until').orWhere('lease_until', '<=', now),
    );
  }
}
