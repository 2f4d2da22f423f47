import knexFactory, { Knex } from 'knex';
import {
  findPostgres,
  Postgres,
  startPostgres,
} from '../../testing/startPostgres';

/** Gives a fresh, empty database; whoever asked destroys it. */
// Tests of every store run against both.
// eslint-disable-next-line jest/no-export
export type Connect = () => Promise<Knex>;

/** Runs the same tests against SQLite and, where there is one, PostgreSQL. */
// eslint-disable-next-line jest/no-export
export function inEachDatabase(contract: (connect: Connect) => void): void {
  const programs = findPostgres();
  describe('SQLite', () => {
    contract(async () =>
      knexFactory({
        client: 'better-sqlite3',
        connection: ':memory:',
        useNullAsDefault: true,
      }),
    );
  });
  if (!programs) {
    // In CI there has to be one: `.ci/run` installs it.
    it('is SKIPPED: no PostgreSQL (initdb, postgres) is on this machine', () => {
      expect(process.env.CI ?? '').toBe('');
    });
    return;
  }
  describe('PostgreSQL', () => {
    let postgres: Postgres;
    let count = 0;
    beforeAll(async () => {
      postgres = await startPostgres(programs);
    });
    afterAll(() => postgres.stop());
    contract(async () => {
      const connect = (database: string) =>
        knexFactory({
          client: 'pg',
          connection: { ...postgres.connection, database },
        });
      count += 1;
      const admin = connect('postgres');
      await admin.raw(`create database access_${count}`);
      await admin.destroy();
      return connect(`access_${count}`);
    });
  });
}
