import { accessRequestEventSchema } from '@ztn/backstage-plugin-zero-trust-common';
import { given } from './given';

/** A row of `zt_access_request_events`. */
export interface EventRow {
  id: string;
  request_id: string;
  at: string;
  actor: string;
  actor_kind: string;
  type: string;
  from_state: string | null;
  to_state: string | null;
  message: string | null;
  url: string | null;
}

export function toEvent(row: EventRow) {
  return accessRequestEventSchema.parse({
    id: row.id,
    at: row.at,
    actor: row.actor,
    actorKind: row.actor_kind,
    type: row.type,
    ...given('fromState', row.from_state),
    ...given('toState', row.to_state),
    ...given('message', row.message),
    ...given('url', row.url),
  });
}
