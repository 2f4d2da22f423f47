import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Read the posture of a catalog entity. It belongs to the catalog's resource
 * type, so policies reuse the catalog's rules (`isEntityOwner`, `hasLabel`, …).
 */
export const zeroTrustPostureReadPermission = createPermission({
  name: 'zero-trust.posture.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/** Read which clusters are read, and what of them cannot be. */
export const zeroTrustClusterReadPermission = createPermission({
  name: 'zero-trust.cluster.read',
  attributes: { action: 'read' },
});

/**
 * See the whole fleet against its controls: names of workloads, namespaces,
 * their entities and owners, whoever may read those in the catalog.
 */
export const zeroTrustComplianceReadPermission = createPermission({
  name: 'zero-trust.compliance.read',
  attributes: { action: 'read' },
});

/** Accept for a time that a control fails. */
export const zeroTrustWaiverCreatePermission = createPermission({
  name: 'zero-trust.waiver.create',
  attributes: { action: 'create' },
});

/** End an exception before its time. */
export const zeroTrustWaiverDeletePermission = createPermission({
  name: 'zero-trust.waiver.delete',
  attributes: { action: 'delete' },
});

/** Resource type of access requests, for conditional decisions about them. */
export const RESOURCE_TYPE_ACCESS_REQUEST = 'zero-trust-access-request';

/** Ask for access. Who does must own the caller, too. */
export const zeroTrustAccessRequestCreatePermission = createPermission({
  name: 'zero-trust.access-request.create',
  attributes: { action: 'create' },
});

/** See a request, its plan and what became of it. */
export const zeroTrustAccessRequestReadPermission = createPermission({
  name: 'zero-trust.access-request.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ACCESS_REQUEST,
});

/** Change or submit a request that is not merged. */
export const zeroTrustAccessRequestUpdatePermission = createPermission({
  name: 'zero-trust.access-request.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ACCESS_REQUEST,
});

/** Withdraw a request that is not merged. */
export const zeroTrustAccessRequestCancelPermission = createPermission({
  name: 'zero-trust.access-request.cancel',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_ACCESS_REQUEST,
});

/** Every permission of the plugin. */
export const zeroTrustPermissions = [
  zeroTrustPostureReadPermission,
  zeroTrustClusterReadPermission,
  zeroTrustComplianceReadPermission,
  zeroTrustWaiverCreatePermission,
  zeroTrustWaiverDeletePermission,
  zeroTrustAccessRequestCreatePermission,
  zeroTrustAccessRequestReadPermission,
  zeroTrustAccessRequestUpdatePermission,
  zeroTrustAccessRequestCancelPermission,
];
