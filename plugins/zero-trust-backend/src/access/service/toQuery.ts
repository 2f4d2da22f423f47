import { PermissionCriteria } from '@backstage/plugin-permission-common';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { AccessRequestState } from '@ztn/backstage-plugin-zero-trust-common';
import { invalidInput } from '../../posture/errors';
import { endedStates, grantedStates, pendingStates } from '../state/transition';
import { RequestQuery } from '../store/matchingRequests';
import { RequestFilter } from '../store/RequestFilter';
import { StoredRequest } from '../store/StoredRequest';
import { Asker, ParsedRequestsQuery } from './AccessService';

/** A page of a list, by the last row that was given out. */
export interface RequestPage {
  readonly limit: number;
  readonly after?: { readonly updatedAt: string; readonly id: string };
  readonly cursorAfter: (last: StoredRequest) => string;
}

/** What a list asks the database for. */
export function toQuery(
  query: ParsedRequestsQuery,
  { userRef, owns }: Asker,
  allowed: PermissionCriteria<RequestFilter> | undefined,
): Omit<RequestQuery, 'hiddenEntities'> & { readonly page: RequestPage } {
  const entityRef = query.entityRef && refOf(query.entityRef);
  const filters: PermissionCriteria<RequestFilter>[] = allowed ? [allowed] : [];
  let states = statesOf(query.state);
  switch (query.role) {
    case 'requester':
      filters.push({ type: 'requester', refs: [userRef] });
      break;
    case 'reviewer':
      // Waits for the asker: an owner of the callee who did not ask.
      filters.push({ type: 'owner', side: 'callee', refs: owns });
      states ??= ['open', 'changes_requested', 'approved'];
      break;
    case 'caller':
    case 'callee':
      if (!entityRef) {
        filters.push({ type: 'owner', side: query.role, refs: owns });
      }
      break;
    default:
  }
  const side = query.role === 'caller' || query.role === 'callee';
  return {
    filters,
    ...(entityRef && !side ? { entityRef } : {}),
    ...(entityRef && query.role === 'caller' ? { callerRef: entityRef } : {}),
    ...(entityRef && query.role === 'callee' ? { calleeRef: entityRef } : {}),
    ...(query.role === 'reviewer' ? { notRequester: userRef } : {}),
    ...(states ? { states } : {}),
    ...(query.cluster === undefined ? {} : { cluster: query.cluster }),
    ...(query.q === undefined ? {} : { text: query.q.trim() }),
    page: {
      limit: query.limit,
      ...(query.cursor === undefined ? {} : { after: parse(query.cursor) }),
      cursorAfter: ({ updatedAt, id }) =>
        Buffer.from(JSON.stringify([updatedAt, id])).toString('base64url'),
    },
  };
}

function statesOf(
  state: ParsedRequestsQuery['state'],
): readonly AccessRequestState[] | undefined {
  switch (state) {
    case undefined:
      return undefined;
    case 'open':
      return pendingStates;
    case 'past':
      return [...endedStates, ...grantedStates];
    default:
      return [state];
  }
}

function refOf(text: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    throw invalidInput(`'entityRef' must be 'kind:namespace/name'`);
  }
}

function parse(cursor: string): { updatedAt: string; id: string } {
  try {
    const [updatedAt, id] = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    );
    if (typeof updatedAt === 'string' && typeof id === 'string') {
      return { updatedAt, id };
    }
  } catch {
    // Told below, in the same words.
  }
  throw invalidInput(`'cursor' is not one that this API gave out`);
}
