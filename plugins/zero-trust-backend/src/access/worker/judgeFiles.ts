import { Pull } from '@ztn/backstage-plugin-zero-trust-node';
import { PlanFinding, scopeFindings } from '@ztn/zero-trust-planner';
import { StoredPart } from '../store/StoredRequest';

/**
 * What the pull request's head has become. It may touch planned files only:
 * whoever approves must see all of it in the request.
 */
export function judgeFiles(
  part: StoredPart,
  { files, state }: Pull,
): readonly PlanFinding[] {
  return state === 'closed' ? [] : scopeFindings(part.files, files);
}
