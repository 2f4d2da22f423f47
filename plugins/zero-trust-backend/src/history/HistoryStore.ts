import {
  ControlCounts,
  ControlEvent,
  ControlState,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Knex } from 'knex';
import { StateChanges } from './compareStates';
import { SubjectState } from './SubjectState';

/** Counts of one control in one namespace, or of a cluster's own control. */
export interface DayRow extends ControlCounts {
  readonly day: string;
  readonly cluster: string;
  /** Empty for the cluster. */
  readonly namespace: string;
  readonly control: string;
}

/** SQLite takes 999 values in one statement at the least. */
const CHUNK = 80;

interface StateRow {
  cluster: string;
  subject: string;
  control: string;
  state: string;
  objects: string;
}

interface EventRow {
  id: string;
  at: string;
  cluster: string;
  namespace: string;
  subject: string;
  control: string;
  before: string;
  after: string;
  cause: string;
  object: string;
}

/** What narrows days and events. */
export interface HistoryFilter {
  readonly cluster?: string;
  readonly namespace?: string;
  readonly control?: string;
}

/** Days, states, events and ages in the database. */
export class HistoryStore {
  constructor(private readonly database: Knex) {}

  /** Writes the day's counts of a cluster; the last word of a day stays. */
  async recordDay(rows: readonly DayRow[]): Promise<void> {
    await this.database.transaction(async transaction => {
      for (const chunk of chunks(rows)) {
        await transaction('zt_control_days')
          .insert(chunk)
          .onConflict(['day', 'cluster', 'namespace', 'control'])
          .merge();
      }
    });
  }

  /** Sums per day, oldest first. */
  async days(
    from: string,
    filter: HistoryFilter,
  ): Promise<readonly { day: string; counts: ControlCounts }[]> {
    const states = ['pass', 'partial', 'fail', 'unknown', 'waived'] as const;
    const rows = await states
      .reduce(
        (query, state) => query.sum({ [state]: state }),
        this.database('zt_control_days')
          .select('day')
          .where('day', '>=', from)
          .where(defined(filter)),
      )
      .groupBy('day')
      .orderBy('day');
    return rows.map((row: Record<string, unknown>) => ({
      day: String(row.day),
      // PostgreSQL sums integers to texts.
      counts: {
        pass: Number(row.pass),
        partial: Number(row.partial),
        fail: Number(row.fail),
        unknown: Number(row.unknown),
        waived: Number(row.waived),
      },
    }));
  }

  async states(cluster: string): Promise<readonly SubjectState[]> {
    const rows = await this.database<StateRow>('zt_control_states').where({
      cluster,
    });
    return rows.map(row => ({
      subject: row.subject,
      control: row.control,
      state: row.state as ControlState,
      objects: JSON.parse(row.objects),
    }));
  }

  /**
   * Writes what changed since the last time, all of it or nothing. A state that
   * is no longer what was compared with has been told of already, by another
   * process: its event is not written again. Answers the events that were.
   */
  async recordChanges(
    cluster: string,
    { changed, gone }: StateChanges,
  ): Promise<readonly ControlEvent[]> {
    return this.database.transaction(async transaction => {
      const table = () => transaction<StateRow>('zt_control_states');
      const fresh = changed.filter(({ before }) => !before);
      for (const chunk of chunks(fresh)) {
        await table()
          .insert(chunk.map(({ after }) => toStateRow(cluster, after)))
          .onConflict(['cluster', 'subject', 'control'])
          .ignore();
      }
      const told: ControlEvent[] = [];
      for (const { before, after, event } of changed) {
        if (!before) continue;
        const { state, objects, ...key } = toStateRow(cluster, after);
        const updated = await table()
          .where({ ...key, state: before.state })
          .update({ state, objects });
        if (updated > 0 && event) told.push(event);
      }
      for (const { subject, control } of gone) {
        await table().where({ cluster, subject, control }).delete();
      }
      for (const chunk of chunks(told.map(toRow))) {
        await transaction<EventRow>('zt_control_events').insert(chunk);
      }
      return told;
    });
  }

  /** The latest first; one more than asked for tells that there are more. */
  async events(
    filter: HistoryFilter & {
      readonly subject?: string;
      readonly since?: string;
      readonly before?: { readonly at: string; readonly id: string };
    },
    limit: number,
  ): Promise<readonly ControlEvent[]> {
    const { since, before, ...equal } = filter;
    const rows = await this.database<EventRow>('zt_control_events')
      .where(defined(equal))
      .modify(query => {
        if (since) void query.where('at', '>=', since);
        if (before) {
          void query.where(older =>
            older
              .where('at', '<', before.at)
              .orWhere(same =>
                same.where('at', before.at).where('id', '>', before.id),
              ),
          );
        }
      })
      .orderBy([{ column: 'at', order: 'desc' }, { column: 'id' }])
      .limit(limit);
    return rows.map(toEvent);
  }

  /** Since when namespaces are known to take plaintext. */
  async permissive(): Promise<
    readonly { cluster: string; namespace: string; since: string }[]
  > {
    return this.database('zt_permissive').select(
      'cluster',
      'namespace',
      'since',
    );
  }

  /** The first sight counts; a later one changes nothing. */
  async sawPermissive(
    cluster: string,
    namespaces: readonly string[],
    since: Date,
  ): Promise<void> {
    for (const chunk of chunks(namespaces)) {
      await this.database('zt_permissive')
        .insert(
          chunk.map(namespace => ({
            cluster,
            namespace,
            since: since.toISOString(),
          })),
        )
        .onConflict(['cluster', 'namespace'])
        .ignore();
    }
  }

  async sawStrict(
    cluster: string,
    namespaces: readonly string[],
  ): Promise<void> {
    for (const chunk of chunks(namespaces)) {
      await this.database('zt_permissive')
        .where({ cluster })
        .whereIn('namespace', chunk)
        .delete();
    }
  }

  /** Forgets days, events and notices from before a moment. */
  async prune(before: Date): Promise<void> {
    const day = before.toISOString().slice(0, 10);
    await this.database('zt_control_days').where('day', '<', day).delete();
    await this.database('zt_notices').where('day', '<', day).delete();
    await this.database('zt_control_events')
      .where('at', '<', before.toISOString())
      .delete();
  }
}

function toStateRow(
  cluster: string,
  { subject, control, state, objects }: SubjectState,
): StateRow {
  const listed = JSON.stringify(objects);
  return { cluster, subject, control, state, objects: listed };
}

function toRow({ workload, ...event }: ControlEvent): EventRow {
  return { ...event, subject: workload ?? '' };
}

function toEvent({ subject, ...row }: EventRow): ControlEvent {
  return {
    ...row,
    ...(subject === '' ? {} : { workload: subject }),
    before: row.before as ControlState,
    after: row.after as ControlState,
    cause: row.cause as ControlEvent['cause'],
  };
}

function defined(filter: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined),
  );
}

function chunks<T>(items: readonly T[]): readonly T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, i) =>
    items.slice(i * CHUNK, (i + 1) * CHUNK),
  );
}
