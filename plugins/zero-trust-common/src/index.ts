/**
 * What both sides of Zero Trust for Backstage say to each other: the HTTP
 * API's schemas and types, a client, permissions and annotations.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './permissions';
export * from './api/vocabulary';
export * from './api/evidence';
export * from './api/evidenceObject';
export * from './api/evidenceKinds';
export * from './api/verdict';
export * from './api/whatWouldAllow';
export * from './api/clusters';
export * from './api/mapping';
export * from './api/exposure';
export * from './api/posture';
export * from './api/permissions';
export * from './api/packedPermissions';
export * from './api/packPermissions';
export * from './api/unpackPermissions';
export * from './api/compliance';
export * from './api/workloadControls';
export * from './api/history';
export * from './api/rollout';
export * from './api/waivers';
export * from './api/errors';
export * from './api/reach';
export * from './api/whatif';
export * from './api/accessSpec';
export * from './api/accessAsk';
export * from './api/accessPreview';
export * from './api/accessRequests';
export * from './api/accessOptions';
export * from './api/accessErrors';
export * from './client/ZeroTrustRequestOptions';
export * from './client/requestJson';
export * from './client/AccessApi';
export * from './client/accessSchemas';
export * from './client/AccessRequestClient';
export * from './client/requestUrl';
