import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Where the tables of the plugin are described, change by change. */
export const migrationsDirectory = (): string =>
  resolvePackagePath('@ztn/backstage-plugin-zero-trust-backend', 'migrations');

/** The plugin's database with its tables, unless the operator makes those. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const client = await database.getClient();
  if (!database.migrations?.skip) {
    await client.migrate.latest({ directory: migrationsDirectory() });
  }
  return client;
}
