// @ts-check

/**
 * Access requests, followed from the ask to the rule in force. Columns of later
 * slices (expiry, renewal, revocation) are here already, so that they need no
 * rewriting of rows. Times are ISO 8601 UTC texts, and JSON is kept as text:
 * both databases return them as they were written.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('zt_access_requests', table => {
    table.string('id', 26).primary();
    table.string('short_id', 12).notNullable().unique();
    table.string('fingerprint', 64).notNullable();
    // The fingerprint while the request is active. Both databases let NULL
    // repeat in a unique column.
    table.string('active_key', 64).unique();
    table.string('kind', 20).notNullable();
    table.string('parent_id', 26);
    table.string('state', 20).notNullable();
    table.text('state_reason');
    table.text('attention');
    // Grows with every change; each change names the one that it replaces.
    table.integer('version').notNullable();
    table.string('requester_ref', 500).notNullable();
    table.string('on_behalf_of_ref', 500);
    table.text('watchers').notNullable();
    table.string('caller_ref', 500).notNullable();
    table.string('callee_ref', 500).notNullable();
    table.string('cluster', 253).notNullable();
    table.string('environment', 100);
    table.string('tier', 20).notNullable();
    table.text('spec').notNullable();
    table.text('granted');
    // Who the two were when it was asked: they may be others at the merge.
    table.text('ends').notNullable();
    table.text('plan').notNullable();
    table.string('plan_hash', 64).notNullable();
    table.text('waiting_for');
    table.text('justification').notNullable();
    table.string('ticket_url', 500);
    table.integer('required_approvals').notNullable();
    table.bigInteger('ttl_seconds');
    table.string('created_at', 24).notNullable();
    table.string('updated_at', 24).notNullable();
    table.string('submitted_at', 24);
    table.string('merged_at', 24);
    table.string('effective_at', 24);
    table.string('verified_at', 24);
    table.string('expires_at', 24);
    table.string('lease_owner', 36);
    table.string('lease_until', 24);
    table.string('next_check_at', 24);
    table.integer('attempts').notNullable().defaultTo(0);
    table.index(['next_check_at'], 'zt_access_requests_due_idx');
    table.index(['cluster', 'state'], 'zt_access_requests_cluster_idx');
    table.index(['caller_ref'], 'zt_access_requests_caller_idx');
    table.index(['callee_ref'], 'zt_access_requests_callee_idx');
    table.index(['requester_ref'], 'zt_access_requests_requester_idx');
    table.index(['updated_at', 'id'], 'zt_access_requests_updated_idx');
  });
  // Who owns the two ends, for conditions in SQL.
  await knex.schema.createTable('zt_access_request_owners', table => {
    table.string('request_id', 26).notNullable();
    table.string('side', 10).notNullable();
    table.string('owner_ref', 500).notNullable();
    table.primary(['request_id', 'side', 'owner_ref']);
    table.index(['owner_ref', 'side'], 'zt_access_request_owners_idx');
  });
  await knex.schema.createTable('zt_access_request_parts', table => {
    table.string('request_id', 26).notNullable();
    table.integer('ordinal').notNullable();
    table.string('source_id', 100).notNullable();
    table.string('repo_key', 500).notNullable();
    table.string('base_branch', 255).notNullable();
    table.string('base_sha', 64).notNullable();
    table.string('branch', 100).notNullable();
    table.string('state', 20).notNullable();
    // The commit that we made, and the one that is there now.
    table.string('own_sha', 64);
    table.string('head_sha', 64);
    table.integer('pr_number');
    table.string('pr_url', 500);
    table.string('pr_title', 300);
    table.string('merge_sha', 64);
    table.text('merged_by');
    // The commit status that was posted last, and on what.
    table.string('status_sha', 64);
    table.string('status_state', 20);
    table.text('status_text');
    table.text('files').notNullable();
    table.text('error');
    table.primary(['request_id', 'ordinal']);
    table.unique(['repo_key', 'branch'], {
      indexName: 'zt_access_request_parts_branch_idx',
    });
    table.unique(['repo_key', 'pr_number'], {
      indexName: 'zt_access_request_parts_pull_idx',
    });
  });
  // Only ever added to.
  await knex.schema.createTable('zt_access_request_events', table => {
    table.string('id', 26).primary();
    table.string('request_id', 26).notNullable();
    table.string('at', 24).notNullable();
    table.string('actor', 500).notNullable();
    table.string('actor_kind', 10).notNullable();
    table.string('type', 40).notNullable();
    table.string('from_state', 20);
    table.string('to_state', 20);
    table.text('message');
    table.string('url', 500);
    table.index(['request_id', 'id'], 'zt_access_request_events_idx');
  });
  await knex.schema.createTable('zt_access_approvals', table => {
    table.string('request_id', 26).notNullable();
    table.integer('part').notNullable();
    table.string('login', 255).notNullable();
    table.string('user_ref', 500);
    table.string('state', 20).notNullable();
    table.string('sha', 64);
    table.string('at', 30).notNullable();
    table.boolean('counts').notNullable();
    table.text('why');
    table.primary(['request_id', 'part', 'login']);
  });
  await knex.schema.createTable('zt_grants', table => {
    table.string('request_id', 26).notNullable();
    table.integer('ordinal').notNullable();
    table.string('caller_ref', 500).notNullable();
    table.string('callee_ref', 500).notNullable();
    table.string('cluster', 253).notNullable();
    // One rule, as it was merged.
    table.text('tuple').notNullable();
    table.text('objects').notNullable();
    table.string('state', 20).notNullable();
    table.string('expires_at', 24);
    table.string('last_traffic_at', 24);
    table.primary(['request_id', 'ordinal']);
    table.index(['caller_ref'], 'zt_grants_caller_idx');
    table.index(['callee_ref'], 'zt_grants_callee_idx');
  });
  await knex.schema.createTable('zt_idempotency', table => {
    table.string('key', 200).notNullable();
    table.string('user_ref', 500).notNullable();
    table.string('body_hash', 64).notNullable();
    table.string('request_id', 26).notNullable();
    table.string('expires_at', 24).notNullable();
    table.primary(['user_ref', 'key']);
    table.index(['expires_at'], 'zt_idempotency_expires_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const name of [
    'zt_idempotency',
    'zt_grants',
    'zt_access_approvals',
    'zt_access_request_events',
    'zt_access_request_parts',
    'zt_access_request_owners',
    'zt_access_requests',
  ]) {
    await knex.schema.dropTable(name);
  }
};
