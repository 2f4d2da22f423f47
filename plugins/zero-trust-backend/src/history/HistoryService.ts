import { z } from 'zod';
import {
  controlEventsQuerySchema,
  ControlEventsResponse,
  historyQuerySchema,
  HistoryResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { invalidInput } from '../posture/errors';
import { HistoryStore } from './HistoryStore';

export type ParsedHistoryQuery = z.output<typeof historyQuerySchema>;
export type ParsedEventsQuery = z.output<typeof controlEventsQuerySchema>;

const dayMs = 24 * 60 * 60 * 1_000;

/** Answers about days that were recorded and states that changed. */
export class HistoryService {
  constructor(
    private readonly history: HistoryStore,
    private readonly clock: () => Date,
  ) {}

  async days({
    days,
    ...filter
  }: ParsedHistoryQuery): Promise<HistoryResponse> {
    const now = this.clock();
    const from = new Date(now.getTime() - (days - 1) * dayMs);
    const found = await this.history.days(
      from.toISOString().slice(0, 10),
      filter,
    );
    return { now: now.toISOString(), days: [...found] };
  }

  async events(query: ParsedEventsQuery): Promise<ControlEventsResponse> {
    const { cursor, limit, workload, since, ...filter } = query;
    const found = await this.history.events(
      {
        ...filter,
        ...(workload === undefined ? {} : { subject: workload }),
        ...(since === undefined
          ? {}
          : { since: new Date(since).toISOString() }),
        ...(cursor === undefined ? {} : { before: parseCursor(cursor) }),
      },
      limit + 1,
    );
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      now: this.clock().toISOString(),
      items: [...items],
      ...(found.length > limit && last
        ? { nextCursor: formatCursor(last) }
        : {}),
    };
  }
}

function formatCursor({ at, id }: { at: string; id: string }): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

function parseCursor(cursor: string): { at: string; id: string } {
  try {
    const [at, id] = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    );
    if (typeof at === 'string' && typeof id === 'string') return { at, id };
  } catch {
    // Told below, in the same words.
  }
  throw invalidInput(`'cursor' is not one that this API gave out`);
}
