import { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import { Knex } from 'knex';

/** One condition on requests, as permission rules and queries put it. */
export type RequestFilter =
  | { readonly type: 'requester'; readonly refs: readonly string[] }
  | {
      readonly type: 'owner';
      readonly side: 'caller' | 'callee';
      readonly refs: readonly string[];
    }
  | { readonly type: 'state'; readonly states: readonly string[] };

/** Narrows a query of `zt_access_requests` to what the criteria let through. */
export function whereAllowed(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<RequestFilter>,
): Knex.QueryBuilder {
  return query.where(inner => addCriteria(inner, criteria));
}

function addCriteria(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<RequestFilter>,
): void {
  if (isAndCriteria(criteria)) {
    for (const one of criteria.allOf) {
      query.andWhere(inner => addCriteria(inner, one));
    }
  } else if (isOrCriteria(criteria)) {
    for (const one of criteria.anyOf) {
      query.orWhere(inner => addCriteria(inner, one));
    }
  } else if (isNotCriteria(criteria)) {
    query.whereNot(inner => addCriteria(inner, criteria.not));
  } else {
    addFilter(query, criteria);
  }
}

function addFilter(query: Knex.QueryBuilder, filter: RequestFilter): void {
  switch (filter.type) {
    case 'requester':
      query.whereIn('requester_ref', filter.refs);
      return;
    case 'state':
      query.whereIn('state', filter.states);
      return;
    default:
      query.whereIn('id', owned =>
        owned
          .select('request_id')
          .from('zt_access_request_owners')
          .where({ side: filter.side })
          .whereIn('owner_ref', filter.refs),
      );
  }
}
