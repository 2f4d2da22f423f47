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

/** Every permission of the plugin. */
export const zeroTrustPermissions = [
  zeroTrustPostureReadPermission,
  zeroTrustClusterReadPermission,
  zeroTrustComplianceReadPermission,
  zeroTrustWaiverCreatePermission,
  zeroTrustWaiverDeletePermission,
];
