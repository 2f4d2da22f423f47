import { RequestChange } from '../store/RequestChange';
import { RequestRecord, StoredPart } from '../store/StoredRequest';
import { happen } from './change';
import { closePull } from './closePulls';
import { StepResult, WorkContext } from './WorkContext';

/** Ends a request whose pull requests will not all be merged. */
export async function endRequest(
  event: 'closed' | 'part-closed-part-merged' | 'expired',
  record: RequestRecord,
  change: RequestChange,
  context: WorkContext,
): Promise<StepResult> {
  // First what is outside, which may be done twice; then what is written down.
  const parts: StoredPart[] = [];
  for (const part of record.parts) {
    parts.push(await closePull(part, reasons[event], context));
  }
  const isPartial = event === 'part-closed-part-merged';
  return happen(
    record,
    event,
    {
      next: {
        stateReason: reasons[event],
        nextCheckAt: undefined,
        ...(isPartial
          ? {
              attention: {
                code: 'PARTIAL',
                message:
                  'one pull request was merged and another one closed: revert the merged one, or ask again',
                since: context.clock().toISOString(),
              },
            }
          : {}),
      },
      change: { ...change, parts },
      entry: { type: event === 'expired' ? 'expired' : 'rejected' },
    },
    context,
  );
}

const reasons = {
  closed: 'a pull request was closed without being merged',
  'part-closed-part-merged':
    'a pull request was closed without being merged, after another one was',
  expired: 'nobody answered for too long',
};
