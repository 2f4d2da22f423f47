// @ts-check

/**
 * Whether the git host merges nothing without our commit status, as it said last:
 * `yes`, `no` or `unknown`.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('zt_access_request_parts', table => {
    table.string('enforced', 10);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('zt_access_request_parts', table => {
    table.dropColumn('enforced');
  });
};
