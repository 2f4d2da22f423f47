// @ts-check

/**
 * A request that replaces another one names it as its parent: both pages show the
 * other one, so it is looked up from both ends.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('zt_access_requests', table => {
    table.index(['parent_id'], 'zt_access_requests_parent_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('zt_access_requests', table => {
    table.dropIndex(['parent_id'], 'zt_access_requests_parent_idx');
  });
};
