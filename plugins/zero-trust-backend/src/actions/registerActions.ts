import { AccessActionParts, ActionParts } from './ActionParts';
import { createAccessRequest } from './createAccessRequest';
import { explainConnection } from './explainConnection';
import { getAccessRequest } from './getAccessRequest';
import { getComplianceSummary } from './getComplianceSummary';
import { getServicePosture } from './getServicePosture';
import { listAccessRequests } from './listAccessRequests';
import { listNoncompliantServices } from './listNoncompliantServices';
import { listServicePermissions } from './listServicePermissions';
import { previewAccessRequest } from './previewAccessRequest';

/**
 * Offers the plugin's questions, and asking for access, to agents and to other
 * plugins. Each one is answered by the service behind a route, with the rights
 * of whoever invokes it. None of them writes to a cluster or approves anything.
 */
export function registerActions(
  parts: ActionParts,
  /** Absent where access requests are not enabled. */
  access: AccessActionParts | undefined,
): void {
  getServicePosture(parts);
  listServicePermissions(parts);
  explainConnection(parts);
  getComplianceSummary(parts);
  listNoncompliantServices(parts);
  if (!access) return;
  listAccessRequests(access);
  getAccessRequest(access);
  previewAccessRequest(access);
  createAccessRequest(access);
}
