import { PermissionCriteria } from '@backstage/plugin-permission-common';
import { AccessRequestState } from '@ztn/backstage-plugin-zero-trust-common';
import { Knex } from 'knex';
import { RequestFilter, whereAllowed } from './RequestFilter';
import { tables } from './tables';

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

/** Requests that a query is about, in no order yet. */
export function matchingRequests(
  database: Knex,
  query: RequestQuery,
): Knex.QueryBuilder {
  const found = database(tables.requests);
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
