import {
  AccessRequestAction,
  AccessRequestState,
} from '@ztn/backstage-plugin-zero-trust-common';
import { transition } from '../state/transition';

/** What may be done with a request in a state, by whoever may do it. */
export function actionsIn(
  state: AccessRequestState,
): readonly AccessRequestAction[] {
  const mayEdit = state === 'draft' || state === 'validated';
  const maySubmit = mayEdit || state === 'failed';
  const isFollowed =
    state !== 'draft' && state !== 'validated' && state !== 'failed';
  const isEnded = ['rejected', 'cancelled', 'expired'].includes(state);
  return [
    ...(mayEdit ? (['update'] as const) : []),
    ...(maySubmit ? (['submit'] as const) : []),
    ...(transition(state, 'cancelled') ? (['cancel'] as const) : []),
    ...(isFollowed && !isEnded ? (['recheck'] as const) : []),
  ];
}
