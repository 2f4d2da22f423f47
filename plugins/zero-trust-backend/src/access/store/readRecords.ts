import { Knex } from 'knex';
import { given } from './rows/given';
import { ApprovalRow, toApproval } from './rows/approvalRow';
import { PartRow, toPart } from './rows/partRow';
import { RequestRow, toRequest } from './rows/requestRow';
import { RequestRecord } from './StoredRequest';
import { tables } from './tables';

/** Requests with everything that is kept of them, in the order of the rows. */
export async function readRecords(
  database: Knex,
  rows: readonly RequestRow[],
): Promise<readonly RequestRecord[]> {
  const ids = rows.map(({ id }) => id);
  const [parts, approvals, owners, successors] = await Promise.all([
    database<PartRow>(tables.parts)
      .whereIn('request_id', ids)
      .orderBy('ordinal'),
    database<ApprovalRow>(tables.approvals)
      .whereIn('request_id', ids)
      .orderBy(['part', 'at', 'login']),
    database<{ request_id: string; side: string; owner_ref: string }>(
      tables.owners,
    )
      .whereIn('request_id', ids)
      .orderBy('owner_ref'),
    database<RequestRow>(tables.requests)
      .whereIn('parent_id', ids)
      .where({ kind: 'grant' })
      .select('id', 'parent_id'),
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
      ...given(
        'supersededBy',
        successors.find(({ parent_id }) => parent_id === row.id)?.id,
      ),
    };
  });
}
