import { Knex } from 'knex';
import { Notice } from './Notice';

/** Topic of the row that stands for the day's message itself. */
const MESSAGE = '';

/** What was told already, for the whole fleet of backends. */
export class NoticeStore {
  constructor(private readonly database: Knex) {}

  /** Those of the notices that were never told. */
  async untold(notices: readonly Notice[]): Promise<readonly Notice[]> {
    const told = new Set<string>();
    const entities = [...new Set(notices.map(({ entityRef }) => entityRef))];
    for (let i = 0; i < entities.length; i += 80) {
      const rows = await this.database('zt_notices')
        .select('recipient', 'topic')
        .whereIn('recipient', entities.slice(i, i + 80));
      rows.forEach(row => told.add(`${row.recipient} ${row.topic}`));
    }
    return notices.filter(
      ({ entityRef, topic }) => !told.has(`${entityRef} ${topic}`),
    );
  }

  /** Takes the day's message about an entity; false when it was sent already. */
  async claim(
    day: string,
    entityRef: string,
    topics: readonly string[],
  ): Promise<boolean> {
    return this.database.transaction(async transaction => {
      const taken = await transaction('zt_notices')
        .insert({ day, recipient: entityRef, topic: MESSAGE })
        .onConflict(['day', 'recipient', 'topic'])
        .ignore()
        .returning('day');
      if (taken.length === 0) return false;
      await transaction('zt_notices')
        .insert(topics.map(topic => ({ day, recipient: entityRef, topic })))
        .onConflict(['day', 'recipient', 'topic'])
        .ignore();
      return true;
    });
  }

  /** Gives a claim back: the message could not be sent. */
  async release(
    day: string,
    entityRef: string,
    topics: readonly string[],
  ): Promise<void> {
    await this.database('zt_notices')
      .where({ day, recipient: entityRef })
      .whereIn('topic', [MESSAGE, ...topics])
      .delete();
  }
}
