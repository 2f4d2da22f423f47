// @ts-check

/**
 * What controls said, day by day, what changed, and since when namespaces have
 * been PERMISSIVE. A cluster is part of every key.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('zt_control_days', table => {
    table.string('day', 10).notNullable();
    table.string('cluster', 253).notNullable();
    // Empty for controls of the cluster itself.
    table.string('namespace', 63).notNullable();
    table.string('control', 100).notNullable();
    for (const state of ['pass', 'partial', 'fail', 'unknown', 'waived']) {
      table.integer(state).notNullable();
    }
    table.primary(['day', 'cluster', 'namespace', 'control']);
  });
  await knex.schema.createTable('zt_control_states', table => {
    table.string('cluster', 253).notNullable();
    // `workload`, `namespace` or `cluster`, and its name.
    table.string('subject', 600).notNullable();
    table.string('control', 100).notNullable();
    table.string('state', 20).notNullable();
    // JSON list of the objects that it rests on.
    table.text('objects').notNullable();
    table.primary(['cluster', 'subject', 'control']);
  });
  await knex.schema.createTable('zt_control_events', table => {
    table.string('id', 36).primary();
    table.string('at', 24).notNullable();
    table.string('cluster', 253).notNullable();
    table.string('namespace', 63).notNullable();
    table.string('subject', 600).notNullable();
    table.string('control', 100).notNullable();
    table.string('before', 20).notNullable();
    table.string('after', 20).notNullable();
    // Stable code, and the object that it names.
    table.string('cause', 30).notNullable();
    table.string('object', 500).notNullable();
    table.index(['at'], 'zt_control_events_at_idx');
  });
  await knex.schema.createTable('zt_permissive', table => {
    table.string('cluster', 253).notNullable();
    table.string('namespace', 63).notNullable();
    table.string('since', 24).notNullable();
    table.primary(['cluster', 'namespace']);
  });
  await knex.schema.createTable('zt_notices', table => {
    table.string('day', 10).notNullable();
    table.string('recipient', 500).notNullable();
    table.string('topic', 600).notNullable();
    table.primary(['day', 'recipient', 'topic']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const name of [
    'zt_notices',
    'zt_permissive',
    'zt_control_events',
    'zt_control_states',
    'zt_control_days',
  ]) {
    await knex.schema.dropTable(name);
  }
};
