/** Names of the tables of access requests. */
export const tables = {
  requests: 'zt_access_requests',
  owners: 'zt_access_request_owners',
  parts: 'zt_access_request_parts',
  events: 'zt_access_request_events',
  approvals: 'zt_access_approvals',
  grants: 'zt_grants',
  idempotency: 'zt_idempotency',
} as const;
