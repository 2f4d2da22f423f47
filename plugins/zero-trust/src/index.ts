/**
 * Zero Trust for Backstage: who may call a service, what it may call, and
 * whether that traffic is encrypted and proven by identity. This entry is for
 * the legacy frontend system; `./alpha` is for the new one.
 *
 * @packageDocumentation
 */
export {
  zeroTrustPlugin,
  EntityZeroTrustContent,
  EntityZeroTrustCard,
  HomePageZeroTrustMyServices,
  ZeroTrustSearchResultListItem,
  ZeroTrustPage,
} from './plugin';
export { isZeroTrustAvailable } from './isZeroTrustAvailable';
export { ZeroTrustClient } from './api/ZeroTrustClient';
export { zeroTrustApiRef } from './api/ZeroTrustApi';
export type { ZeroTrustApi, ZeroTrustRequestOptions } from './api/ZeroTrustApi';
export { complianceApiRef } from './compliance/api/ComplianceApi';
export type { ComplianceApi } from './compliance/api/ComplianceApi';
export { ComplianceClient } from './compliance/api/ComplianceClient';
export { accessApiRef } from './access/api/AccessApi';
export type { AccessApi } from '@ztn/backstage-plugin-zero-trust-common';
export { AccessClient } from './access/api/AccessClient';
