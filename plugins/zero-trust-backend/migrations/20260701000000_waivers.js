// @ts-check

/**
 * Exceptions. Ended ones stay, since an exception that was deleted is still a
 * part of what happened. Times are ISO 8601 UTC texts: they sort, and both
 * databases return them as they were written.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('zt_waivers', table => {
    table.string('id', 36).primary();
    table.string('control', 100).notNullable();
    table.string('scope', 20).notNullable();
    table.string('cluster', 253).notNullable();
    table.string('namespace', 63).notNullable().defaultTo('');
    table.string('workload', 500).notNullable().defaultTo('');
    table.string('object', 500).notNullable().defaultTo('');
    table.text('reason').notNullable();
    table.string('owner', 500).notNullable();
    table.string('created_by', 500).notNullable();
    table.string('created_at', 24).notNullable();
    table.string('expires_at', 24).notNullable();
    table.string('ended_by', 500);
    table.string('ended_at', 24);
    table.index(['expires_at'], 'zt_waivers_expires_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('zt_waivers');
};
