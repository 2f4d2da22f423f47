import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import {
  AccessRequestEvent,
  AccessRequestState,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Knex } from 'knex';
import { idSequence } from '../ids';
import { whereAllowed } from './RequestFilter';
import { Idempotency, IdempotencyKeys } from './IdempotencyKeys';
import { matchingRequests, RequestQuery } from './matchingRequests';
import { readRecords } from './readRecords';
import { RequestChange } from './RequestChange';
import { RequestLeases } from './RequestLeases';
import { EventRow, toEvent } from './rows/eventRow';
import { RequestRow, toRequest, toRow } from './rows/requestRow';
import { RequestRecord, StoredRequest } from './StoredRequest';
import { tables } from './tables';
import { writeChange } from './writeChange';

/** What a person does by which a request says something else than before. */
const authoring = ['created', 'submitted', 'updated', 'edited', 'rebased'];

/** Requests in the database. Every write names the version that it replaces. */
export class AccessRequestStore {
  /** Whose turn it is to look at a request, and when. */
  readonly leases: RequestLeases;
  readonly keys: IdempotencyKeys;
  private readonly nextId = idSequence();

  constructor(
    private readonly database: Knex,
    private readonly clock: () => Date,
  ) {
    this.leases = new RequestLeases(database, clock);
    this.keys = new IdempotencyKeys(database, clock);
  }

  newId(): string {
    return this.nextId(this.clock());
  }

  /** False when another request for the same is active, or the key is used. */
  async add(
    request: StoredRequest,
    change: RequestChange,
    idempotency?: Idempotency,
  ): Promise<boolean> {
    const done = await this.inTransaction(async transaction => {
      await transaction(tables.requests).insert(toRow(request));
      await this.write(transaction, request.id, change);
      if (idempotency) {
        await transaction(tables.idempotency).insert({
          key: idempotency.key,
          user_ref: idempotency.user,
          body_hash: idempotency.bodyHash,
          request_id: request.id,
          expires_at: idempotency.expiresAt,
        });
      }
      return true;
    });
    return done === true;
  }

  /**
   * Replaces the request of version `from`. Undefined when that is no longer the
   * one, or when another request for the same became active.
   */
  async replace(
    from: StoredRequest,
    next: StoredRequest,
    change: RequestChange = {},
  ): Promise<StoredRequest | undefined> {
    return this.inTransaction(transaction =>
      this.put(transaction, from, next, change),
    );
  }

  /**
   * Ends a request and adds the one that takes its place, or does neither; false
   * for the same reasons as `replace` and `add`.
   */
  async supersede(
    from: StoredRequest,
    ended: StoredRequest,
    change: RequestChange,
    successor: {
      readonly request: StoredRequest;
      readonly change: RequestChange;
    },
  ): Promise<boolean> {
    const done = await this.inTransaction(async transaction => {
      const replaced = await this.put(transaction, from, ended, change);
      if (!replaced) return undefined;
      await transaction(tables.requests).insert(toRow(successor.request));
      await this.write(transaction, successor.request.id, successor.change);
      return replaced;
    });
    return done !== undefined;
  }

  async get(id: string): Promise<RequestRecord | undefined> {
    const row = await this.database<RequestRow>(tables.requests)
      .where({ id })
      .first();
    return row && (await readRecords(this.database, [row]))[0];
  }

  async activeBy(fingerprint: string): Promise<RequestRecord | undefined> {
    const row = await this.database<RequestRow>(tables.requests)
      .where({ active_key: fingerprint })
      .first();
    return row && (await readRecords(this.database, [row]))[0];
  }

  /** Active requests of the same two entities in the same cluster. */
  async activeBetween(spec: {
    readonly caller: string;
    readonly callee: string;
    readonly cluster: string;
  }): Promise<readonly StoredRequest[]> {
    const rows = await this.database<RequestRow>(tables.requests)
      .where({
        caller_ref: spec.caller,
        callee_ref: spec.callee,
        cluster: spec.cluster,
      })
      .whereNotNull('active_key');
    return rows.map(toRequest);
  }

  /** Those last changed first, and how many there are. */
  async list(
    query: RequestQuery,
    page: {
      readonly limit: number;
      readonly after?: { readonly updatedAt: string; readonly id: string };
    },
  ): Promise<{
    readonly items: readonly RequestRecord[];
    readonly total: number;
  }> {
    const found = () => matchingRequests(this.database, query);
    const { after } = page;
    const rows = await found()
      .modify(builder => {
        if (!after) return;
        builder.andWhere(older =>
          older
            .where('updated_at', '<', after.updatedAt)
            .orWhere(same =>
              same
                .where('updated_at', after.updatedAt)
                .andWhere('id', '<', after.id),
            ),
        );
      })
      .orderBy('updated_at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.limit)
      .select('*');
    const [{ count }] = await found().count({ count: '*' });
    return {
      items: await readRecords(this.database, rows),
      total: Number(count),
    };
  }

  /** Every entity that a list would speak of. */
  async entitiesIn(
    query: Omit<RequestQuery, 'hiddenEntities'>,
  ): Promise<readonly string[]> {
    const rows: { caller_ref: string; callee_ref: string }[] =
      await matchingRequests(this.database, {
        ...query,
        hiddenEntities: [],
      }).distinct('caller_ref', 'callee_ref');
    return [...new Set(rows.flatMap(row => [row.caller_ref, row.callee_ref]))];
  }

  async events(requestId: string): Promise<readonly AccessRequestEvent[]> {
    const rows = await this.database<EventRow>(tables.events)
      .where({ request_id: requestId })
      .orderBy('id');
    return rows.map(toEvent);
  }

  /** Everybody who made a request what it is now. */
  async authorsOf(requestId: string): Promise<readonly string[]> {
    const rows: { actor: string }[] = await this.database(tables.events)
      .where({ request_id: requestId, actor_kind: 'user' })
      .whereIn('type', authoring)
      .distinct('actor')
      .orderBy('actor');
    return rows.map(({ actor }) => actor);
  }

  async countSince(requester: string, since: Date): Promise<number> {
    const [{ count }] = await this.database(tables.requests)
      .where({ requester_ref: requester })
      .where('created_at', '>', since.toISOString())
      .count({ count: '*' });
    return Number(count);
  }

  /** How many requests of a team's callers wait for something. */
  async countOfTeam(
    owners: readonly string[],
    states: readonly AccessRequestState[],
  ): Promise<number> {
    const [{ count }] = await whereAllowed(
      this.database(tables.requests).whereIn('state', states),
      { type: 'owner', side: 'caller', refs: owners },
    ).count({ count: '*' });
    return Number(count);
  }

  /** Requests of a cluster in these states. */
  async idsIn(
    cluster: string,
    states: readonly AccessRequestState[],
  ): Promise<readonly string[]> {
    const rows: { id: string }[] = await this.database(tables.requests)
      .where({ cluster })
      .whereIn('state', states)
      .select('id');
    return rows.map(({ id }) => id);
  }

  /** Those with an open pull request that a hint could mean. */
  async idsOfPulls(
    states: readonly AccessRequestState[],
    pull?: { readonly repoKeys: readonly string[]; readonly number?: number },
  ): Promise<readonly string[]> {
    const rows: { id: string }[] = await this.database(tables.requests)
      .join(tables.parts, `${tables.parts}.request_id`, `${tables.requests}.id`)
      .whereIn(`${tables.requests}.state`, states)
      .modify(builder => {
        if (!pull) return;
        builder.whereIn(`${tables.parts}.repo_key`, pull.repoKeys);
        if (pull.number !== undefined) {
          builder.where(`${tables.parts}.pr_number`, pull.number);
        }
      })
      .distinct(`${tables.requests}.id as id`);
    return rows.map(({ id }) => id);
  }

  private async put(
    transaction: Knex,
    from: StoredRequest,
    next: StoredRequest,
    change: RequestChange,
  ): Promise<StoredRequest | undefined> {
    const replaced = {
      ...next,
      version: from.version + 1,
      updatedAt: this.clock().toISOString(),
    };
    const { id, ...row } = toRow(replaced);
    const rows = await transaction(tables.requests)
      .where({ id, version: from.version })
      .update(row);
    if (rows !== 1) return undefined;
    await this.write(transaction, id, change);
    return replaced;
  }

  /** All of it or nothing; undefined when something unique is there already. */
  private async inTransaction<T>(
    work: (transaction: Knex) => Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await this.database.transaction(work);
    } catch (error) {
      if (isDatabaseConflictError(error)) return undefined;
      throw error;
    }
  }

  private write(database: Knex, id: string, change: RequestChange) {
    const now = this.clock();
    return writeChange(database, id, change, {
      now,
      newId: () => this.nextId(now),
    });
  }
}
