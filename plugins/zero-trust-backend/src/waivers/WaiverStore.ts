import { WaiverScope } from '@ztn/backstage-plugin-zero-trust-common';
import { Knex } from 'knex';
import { StoredWaiver } from './Waiver';

const table = 'zt_waivers';

/** More active exceptions than these are no exceptions any more. */
const MOST = 5_000;

interface Row {
  id: string;
  control: string;
  scope: string;
  cluster: string;
  namespace: string;
  workload: string;
  object: string;
  reason: string;
  owner: string;
  created_by: string;
  created_at: string;
  expires_at: string;
  ended_by: string | null;
  ended_at: string | null;
}

/** Exceptions in the database. */
export class WaiverStore {
  /** @param changed - told after each exception that comes or ends here */
  constructor(
    private readonly database: Knex,
    private readonly changed: () => void = () => {},
  ) {}

  /** Those that count now, soon ending first. */
  async active(now: Date): Promise<readonly StoredWaiver[]> {
    const rows = await this.database<Row>(table)
      .whereNull('ended_at')
      .where('expires_at', '>', now.toISOString())
      .orderBy('expires_at')
      .orderBy('id')
      .limit(MOST);
    return rows.map(toWaiver);
  }

  /** Those that no longer count, the latest first. */
  async past(now: Date): Promise<readonly StoredWaiver[]> {
    const rows = await this.database<Row>(table)
      .where(query =>
        query
          .whereNotNull('ended_at')
          .orWhere('expires_at', '<=', now.toISOString()),
      )
      .orderBy('expires_at', 'desc')
      .orderBy('id')
      .limit(MOST);
    return rows.map(toWaiver);
  }

  async get(id: string): Promise<StoredWaiver | undefined> {
    const row = await this.database<Row>(table).where({ id }).first();
    return row && toWaiver(row);
  }

  /** False when one for the same control and scope counts already. */
  async add(waiver: StoredWaiver, now: Date): Promise<boolean> {
    const row = toRow(waiver);
    const added = await this.database.transaction(async transaction => {
      const same = await transaction<Row>(table)
        .whereNull('ended_at')
        .where('expires_at', '>', now.toISOString())
        .where({
          control: row.control,
          scope: row.scope,
          cluster: row.cluster,
          namespace: row.namespace,
          workload: row.workload,
          object: row.object,
        })
        .first('id');
      if (same) return false;
      await transaction<Row>(table).insert(row);
      return true;
    });
    this.changed();
    return added;
  }

  /** False when it had ended already, or is not there. */
  async end(id: string, by: string, at: Date): Promise<boolean> {
    const changed = await this.database<Row>(table)
      .where({ id })
      .whereNull('ended_at')
      .update({ ended_by: by, ended_at: at.toISOString() });
    this.changed();
    return changed > 0;
  }
}

function toRow(waiver: StoredWaiver): Row {
  const { scope } = waiver;
  return {
    id: waiver.id,
    control: waiver.control,
    scope: scope.type,
    cluster: scope.cluster,
    namespace: scope.type === 'namespace' ? scope.namespace : '',
    workload:
      scope.type === 'workload' || scope.type === 'permission'
        ? scope.workload
        : '',
    object: scope.type === 'permission' ? scope.object : '',
    reason: waiver.reason,
    owner: waiver.owner,
    created_by: waiver.createdBy,
    created_at: waiver.createdAt,
    expires_at: waiver.expiresAt,
    ended_by: waiver.endedBy ?? null,
    ended_at: waiver.endedAt ?? null,
  };
}

function toWaiver(row: Row): StoredWaiver {
  return {
    id: row.id,
    control: row.control,
    scope: toScope(row),
    reason: row.reason,
    owner: row.owner,
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    ...(row.ended_by === null ? {} : { endedBy: row.ended_by }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  };
}

function toScope({
  scope,
  cluster,
  namespace,
  workload,
  object,
}: Row): WaiverScope {
  switch (scope) {
    case 'workload':
      return { type: 'workload', cluster, workload };
    case 'permission':
      return { type: 'permission', cluster, workload, object };
    case 'namespace':
      return { type: 'namespace', cluster, namespace };
    default:
      return { type: 'cluster', cluster };
  }
}
