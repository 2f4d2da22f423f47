import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  AccessRequestEvent,
  AccessRequestState,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Knex } from 'knex';
import { idSequence } from '../ids';
import { RequestFilter, whereAllowed } from './RequestFilter';
import {
  ApprovalRow,
  EventRow,
  PartRow,
  RequestRow,
  toApproval,
  toApprovalRow,
  toEvent,
  toPart,
  toPartRow,
  toRequest,
  toRow,
} from './rows';
import {
  EndOwners,
  NewEvent,
  RequestRecord,
  StoredApproval,
  StoredGrant,
  StoredPart,
  StoredRequest,
} from './StoredRequest';

const requests = 'zt_access_requests';
const tables = {
  owners: 'zt_access_request_owners',
  parts: 'zt_access_request_parts',
  events: 'zt_access_request_events',
  approvals: 'zt_access_approvals',
  grants: 'zt_grants',
  idempotency: 'zt_idempotency',
};

/** What changes with a request, in one transaction; absent: it stays. */
export interface RequestChange {
  readonly parts?: readonly StoredPart[];
  readonly approvals?: readonly StoredApproval[];
  readonly owners?: EndOwners;
  readonly grants?: readonly StoredGrant[];
  readonly events?: readonly NewEvent[];
}

/** A promise to answer the same question with the same request, for a day. */
export interface Idempotency {
  readonly key: string;
  readonly user: string;
  readonly bodyHash: string;
  readonly expiresAt: string;
}

/** What a list asks for. */
export interface RequestQuery {
  readonly filters: readonly PermissionCriteria<RequestFilter>[];
  /** Either side. */
  readonly entityRef?: string;
  readonly callerRef?: string;
  readonly calleeRef?: string;
  readonly notRequester?: string;
  readonly states?: readonly AccessRequestState[];
  readonly cluster?: string;
  readonly text?: string;
  /** Entities whose requests are left out. */
  readonly hiddenEntities: readonly string[];
}

/** Requests in the database. Every write names the version that it replaces. */
export class AccessRequestStore {
  private readonly nextId = idSequence();

  constructor(
    private readonly database: Knex,
    private readonly clock: () => Date,
  ) {}

  newId(): string {
    return this.nextId(this.clock());
  }

  /** False when another request for the same is active, or the key is used. */
  async add(
    request: StoredRequest,
    change: RequestChange,
    idempotency?: Idempotency,
  ): Promise<boolean> {
    try {
      await this.database.transaction(async transaction => {
        await transaction(requests).insert(toRow(request));
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
      });
      return true;
    } catch (error) {
      if (isDatabaseConflictError(error)) return false;
      throw error;
    }
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
    const replaced = {
      ...next,
      version: from.version + 1,
      updatedAt: this.clock().toISOString(),
    };
    const { id, ...row } = toRow(replaced);
    try {
      const done = await this.database.transaction(async transaction => {
        const rows = await transaction(requests)
          .where({ id, version: from.version })
          .update(row);
        if (rows !== 1) return false;
        await this.write(transaction, id, change);
        return true;
      });
      return done ? replaced : undefined;
    } catch (error) {
      if (isDatabaseConflictError(error)) return undefined;
      throw error;
    }
  }

  async get(id: string): Promise<RequestRecord | undefined> {
    const row = await this.database<RequestRow>(requests).where({ id }).first();
    return row && (await this.withParts([row]))[0];
  }

  async activeBy(fingerprint: string): Promise<RequestRecord | undefined> {
    const row = await this.database<RequestRow>(requests)
      .where({ active_key: fingerprint })
      .first();
    return row && (await this.withParts([row]))[0];
  }

  /** Active requests of the same two entities in the same cluster. */
  async activeBetween(spec: {
    readonly caller: string;
    readonly callee: string;
    readonly cluster: string;
  }): Promise<readonly StoredRequest[]> {
    const rows = await this.database<RequestRow>(requests)
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
    const found = () => this.matching(query);
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
    return { items: await this.withParts(rows), total: Number(count) };
  }

  /** Every entity that a list would speak of. */
  async entitiesIn(
    query: Omit<RequestQuery, 'hiddenEntities'>,
  ): Promise<readonly string[]> {
    const rows: { caller_ref: string; callee_ref: string }[] =
      await this.matching({ ...query, hiddenEntities: [] }).distinct(
        'caller_ref',
        'callee_ref',
      );
    return [...new Set(rows.flatMap(row => [row.caller_ref, row.callee_ref]))];
  }

  async events(requestId: string): Promise<readonly AccessRequestEvent[]> {
    const rows = await this.database<EventRow>(tables.events)
      .where({ request_id: requestId })
      .orderBy('id');
    return rows.map(toEvent);
  }

  /** Says what happened where nothing else of the request changes. */
  async addEvents(
    requestId: string,
    events: readonly NewEvent[],
  ): Promise<void> {
    await this.write(this.database, requestId, { events });
  }

  async idempotent(
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
  async forgetKeys(): Promise<void> {
    await this.database(tables.idempotency)
      .where('expires_at', '<=', this.clock().toISOString())
      .delete();
  }

  async countSince(requester: string, since: Date): Promise<number> {
    const [{ count }] = await this.database(requests)
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
      this.database(requests).whereIn('state', states),
      { type: 'owner', side: 'caller', refs: owners },
    ).count({ count: '*' });
    return Number(count);
  }

  /** Requests whose time to be looked at has come, and nobody does. */
  async due(limit: number): Promise<readonly string[]> {
    const now = this.clock().toISOString();
    const rows: { id: string }[] = await this.free(
      this.database(requests).where('next_check_at', '<=', now),
    )
      .orderBy('next_check_at')
      .limit(limit)
      .select('id');
    return rows.map(({ id }) => id);
  }

  /** Requests of a cluster in these states. */
  async idsIn(
    cluster: string,
    states: readonly AccessRequestState[],
  ): Promise<readonly string[]> {
    const rows: { id: string }[] = await this.database(requests)
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
    const rows: { id: string }[] = await this.database(requests)
      .join(tables.parts, `${tables.parts}.request_id`, `${requests}.id`)
      .whereIn(`${requests}.state`, states)
      .modify(builder => {
        if (!pull) return;
        builder.whereIn(`${tables.parts}.repo_key`, pull.repoKeys);
        if (pull.number !== undefined) {
          builder.where(`${tables.parts}.pr_number`, pull.number);
        }
      })
      .distinct(`${requests}.id as id`);
    return rows.map(({ id }) => id);
  }

  /** Looks at a request later; nothing else of it changes. */
  async postpone(id: string, nextCheckAt: string | undefined): Promise<void> {
    await this.database(requests)
      .where({ id })
      .update({ next_check_at: nextCheckAt ?? null });
  }

  /** Takes the lease of a request; false while somebody else has it. */
  async claim(id: string, owner: string, until: Date): Promise<boolean> {
    const rows = await this.free(this.database(requests).where({ id })).update({
      lease_owner: owner,
      lease_until: until.toISOString(),
    });
    return rows === 1;
  }

  /** Keeps the lease; false when it was lost. */
  async renew(id: string, owner: string, until: Date): Promise<boolean> {
    const rows = await this.database(requests)
      .where({ id, lease_owner: owner })
      .update({ lease_until: until.toISOString() });
    return rows === 1;
  }

  async release(id: string, owner: string): Promise<void> {
    await this.database(requests)
      .where({ id, lease_owner: owner })
      .update({ lease_owner: null, lease_until: null });
  }

  private free(query: Knex.QueryBuilder): Knex.QueryBuilder {
    const now = this.clock().toISOString();
    return query.andWhere(free =>
      free.whereNull('lease_until').orWhere('lease_until', '<=', now),
    );
  }

  private matching(query: RequestQuery): Knex.QueryBuilder {
    const found = this.database(requests);
    for (const criteria of query.filters) whereAllowed(found, criteria);
    const { entityRef, callerRef, calleeRef, text, hiddenEntities } = query;
    if (entityRef !== undefined) {
      found.andWhere(either =>
        either.where('caller_ref', entityRef).orWhere('callee_ref', entityRef),
      );
    }
    if (callerRef !== undefined) found.where('caller_ref', callerRef);
    if (calleeRef !== undefined) found.where('callee_ref', calleeRef);
    if (query.notRequester !== undefined) {
      found.whereNot('requester_ref', query.notRequester);
    }
    if (query.states) found.whereIn('state', query.states);
    if (query.cluster !== undefined) found.where('cluster', query.cluster);
    if (hiddenEntities.length > 0) {
      found
        .whereNotIn('caller_ref', hiddenEntities)
        .whereNotIn('callee_ref', hiddenEntities);
    }
    if (text !== undefined && text !== '') {
      const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
      found.andWhere(any => {
        for (const column of [
          'short_id',
          'caller_ref',
          'callee_ref',
          'requester_ref',
          'cluster',
        ]) {
          any.orWhereRaw(`lower(??) like ? escape '\\'`, [column, pattern]);
        }
      });
    }
    return found;
  }

  private async withParts(
    rows: readonly RequestRow[],
  ): Promise<readonly RequestRecord[]> {
    const ids = rows.map(({ id }) => id);
    const [parts, approvals, owners] = await Promise.all([
      this.database<PartRow>(tables.parts)
        .whereIn('request_id', ids)
        .orderBy('ordinal'),
      this.database<ApprovalRow>(tables.approvals)
        .whereIn('request_id', ids)
        .orderBy(['part', 'at', 'login']),
      this.database<{ request_id: string; side: string; owner_ref: string }>(
        tables.owners,
      )
        .whereIn('request_id', ids)
        .orderBy('owner_ref'),
    ]);
    return rows.map(row => {
      const own = <T extends { request_id: string }>(all: readonly T[]) =>
        all.filter(({ request_id }) => request_id === row.id);
      const owning = (side: string) =>
        own(owners)
          .filter(owner => owner.side === side)
          .map(({ owner_ref }) => owner_ref);
      return {
        request: toRequest(row),
        parts: own(parts).map(toPart),
        approvals: own(approvals).map(toApproval),
        owners: { caller: owning('caller'), callee: owning('callee') },
      };
    });
  }

  private async write(
    database: Knex,
    id: string,
    { parts, approvals, owners, grants, events = [] }: RequestChange,
  ): Promise<void> {
    const put = async (table: string, rows: readonly object[]) => {
      await database(table).where({ request_id: id }).delete();
      if (rows.length > 0) await database(table).insert(rows);
    };
    if (parts) {
      await put(
        tables.parts,
        parts.map(part => toPartRow(id, part)),
      );
    }
    if (approvals) {
      await put(
        tables.approvals,
        approvals.map(approval => toApprovalRow(id, approval)),
      );
    }
    if (owners) {
      await put(
        tables.owners,
        (['caller', 'callee'] as const).flatMap(side =>
          [...new Set(owners[side])].map(owner_ref => ({
            request_id: id,
            side,
            owner_ref,
          })),
        ),
      );
    }
    if (grants) {
      const request = await database<RequestRow>(requests)
        .where({ id })
        .first();
      await put(
        tables.grants,
        grants.map(({ rule, objects, state }, ordinal) => ({
          request_id: id,
          ordinal,
          caller_ref: request?.caller_ref,
          callee_ref: request?.callee_ref,
          cluster: request?.cluster,
          tuple: JSON.stringify(rule),
          objects: JSON.stringify(objects),
          state,
        })),
      );
    }
    const now = this.clock();
    for (const event of events) {
      await database(tables.events).insert({
        id: this.nextId(now),
        request_id: id,
        at: now.toISOString(),
        actor: event.actor,
        actor_kind: event.actorKind,
        type: event.type,
        from_state: event.fromState ?? null,
        to_state: event.toState ?? null,
        message: event.message ?? null,
        url: event.url ?? null,
      });
    }
  }
}
