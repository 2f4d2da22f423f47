import { AccessRequestPart } from '@ztn/backstage-plugin-zero-trust-common';
import { GitHost, GitHostError } from '@ztn/backstage-plugin-zero-trust-node';
import { STATUS_CONTEXT } from './postStatus';

/**
 * Whether the host merges nothing into the branch without our commit status. What
 * it does not tell is unknown, and never taken for yes.
 */
export async function enforcementOf(
  host: GitHost,
  branch: string,
): Promise<NonNullable<AccessRequestPart['enforced']>> {
  // Where there is no status, none can be waited for.
  if (!host.abilities.commitStatuses) return 'no';
  try {
    const required = (await host.requiredStatuses?.(branch)) ?? 'unreadable';
    if (required === 'unreadable') return 'unknown';
    return required.includes(STATUS_CONTEXT) ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof GitHostError) return 'unknown';
    throw error;
  }
}
