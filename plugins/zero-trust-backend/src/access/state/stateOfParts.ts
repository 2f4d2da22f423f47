import { AccessRequestPart } from '@ztn/backstage-plugin-zero-trust-common';
import { RequestEvent } from './transition';

type PartState = AccessRequestPart['state'];

/** What a request's parts tell about it, once all of them have a pull request. */
export interface PartsReading {
  readonly parts: readonly PartState[];
  /** Whether enough owners approved every part that is not merged yet. */
  readonly approved: boolean;
  /** Whether every merged part was approved when it was merged. */
  readonly mergedApproved: boolean;
}

/**
 * The least advanced part decides. One that was closed ends the whole: half a
 * grant is never left without saying so.
 */
export function eventOfParts({
  parts,
  approved,
  mergedApproved,
}: PartsReading): RequestEvent | undefined {
  const has = (state: PartState) => parts.includes(state);
  if (parts.length === 0) return undefined;
  if (has('closed')) {
    return has('merged') ? 'part-closed-part-merged' : 'closed';
  }
  if (parts.every(state => state === 'merged')) {
    return mergedApproved ? 'merged' : 'merged-unapproved';
  }
  if (has('changes_requested')) return 'changes-requested';
  return approved ? 'approved' : 'unapproved';
}
