// @ts-check

/**
 * When somebody said that a request may have changed while another process was
 * working on it: it is looked at again once that one is done.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('zt_access_requests', table => {
    table.string('hinted_at', 24);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('zt_access_requests', table => {
    table.dropColumn('hinted_at');
  });
};
