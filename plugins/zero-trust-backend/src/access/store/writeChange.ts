import { Knex } from 'knex';
import { RequestChange } from './RequestChange';
import { toApprovalRow } from './rows/approvalRow';
import { toPartRow } from './rows/partRow';
import { RequestRow } from './rows/requestRow';
import { tables } from './tables';

/** Writes what changes beside a request; events are only ever added. */
export async function writeChange(
  database: Knex,
  id: string,
  { parts, approvals, owners, grants, events = [] }: RequestChange,
  { now, newId }: { readonly now: Date; readonly newId: () => string },
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
    const request = await database<RequestRow>(tables.requests)
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
  for (const event of events) {
    await database(tables.events).insert({
      id: newId(),
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
