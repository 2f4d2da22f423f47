import { Knex } from 'knex';
import { tables } from './tables';

/** A promise to answer the same question with the same request, for a day. */
export interface Idempotency {
  readonly key: string;
  readonly user: string;
  readonly bodyHash: string;
  readonly expiresAt: string;
}

/** Keys with which people made requests, each of one person. */
export class IdempotencyKeys {
  constructor(
    private readonly database: Knex,
    private readonly clock: () => Date,
  ) {}

  /** What the key was used for, unless its day is over. */
  async find(
    key: string,
    user: string,
  ): Promise<
    { readonly bodyHash: string; readonly requestId: string } | undefined
  > {
    const row = await this.database(tables.idempotency)
      .where({ key, user_ref: user })
      .where('expires_at', '>', this.clock().toISOString())
      .first();
    return row && { bodyHash: row.body_hash, requestId: row.request_id };
  }

  /** Forgets keys whose day is over, so that they may be used again. */
  async forget(): Promise<void> {
    await this.database(tables.idempotency)
      .where('expires_at', '<=', this.clock().toISOString())
      .delete();
  }
}
