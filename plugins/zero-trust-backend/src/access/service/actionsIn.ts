import {
  AccessRequestAction,
  AccessRequestState,
} from '@ztn/backstage-plugin-zero-trust-common';
import { endedStates, pullStates, transition } from '../state/transition';

/** What may be done with a request in a state, by whoever may do it. */
export function actionsIn(
  state: AccessRequestState,
): readonly AccessRequestAction[] {
  const isUnsent = state === 'draft' || state === 'validated';
  const isFollowed = !isUnsent && state !== 'failed';
  const isEnded = endedStates.includes(state);
  const isOpen = pullStates.includes(state);
  return [
    // What is approved is not changed under the approvers' hands: replace it.
    ...(isUnsent || (isOpen && state !== 'approved')
      ? (['update'] as const)
      : []),
    ...(isUnsent || state === 'failed' ? (['submit'] as const) : []),
    ...(isOpen ? (['rebase', 'supersede'] as const) : []),
    ...(transition(state, 'cancelled') ? (['cancel'] as const) : []),
    ...(isFollowed && !isEnded ? (['recheck'] as const) : []),
  ];
}
