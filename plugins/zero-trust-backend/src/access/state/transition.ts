import { AccessRequestState } from '@ztn/backstage-plugin-zero-trust-common';

/** What may happen to a request, as a person, the git host or a cluster says. */
export type RequestEvent =
  | 'planned'
  | 'unplanned'
  | 'submitted'
  | 'pulls-opened'
  | 'already-in-git'
  | 'failed'
  | 'changes-requested'
  | 'approved'
  | 'unapproved'
  | 'reminded'
  | 'merged'
  | 'merged-unapproved'
  | 'closed'
  | 'part-closed-part-merged'
  | 'cancelled'
  | 'edited'
  | 'superseded'
  | 'expired'
  | 'sync-started'
  | 'effective'
  | 'lost';

/** What must be done when it does; each may be done twice without harm. */
export type RequestEffect =
  | 'post-status'
  | 'close-pulls'
  | 'record-grant'
  | 'tell-owners'
  | 'tell-requester'
  | 'tell-everybody'
  | 'alarm-unapproved'
  | 'alarm-partial'
  | 'alarm-lost';

/** Where a request goes, and what must be done on the way. */
export interface Transition {
  readonly state: AccessRequestState;
  readonly effects: readonly RequestEffect[];
}

type Row = Partial<Record<RequestEvent, Transition>>;

const to = (
  state: AccessRequestState,
  ...effects: RequestEffect[]
): Transition => ({ state, effects });

/** The same in every state in which a pull request may be open. */
const whileOpen: Row = {
  merged: to('merged', 'record-grant', 'tell-everybody'),
  'merged-unapproved': to(
    'merged',
    'record-grant',
    'alarm-unapproved',
    'tell-everybody',
  ),
  closed: to('rejected', 'close-pulls', 'tell-requester'),
  'part-closed-part-merged': to(
    'rejected',
    'close-pulls',
    'alarm-partial',
    'tell-everybody',
  ),
  // Another commit, which nobody has approved.
  edited: to('open', 'post-status', 'tell-everybody'),
  cancelled: to('cancelled', 'close-pulls', 'tell-everybody'),
  superseded: to('superseded', 'close-pulls', 'tell-everybody'),
  expired: to('expired', 'close-pulls', 'tell-requester'),
};

/**
 * The life of a request. What is not here cannot happen: an event that comes
 * too late changes nothing.
 */
const table: Readonly<Record<AccessRequestState, Row>> = {
  draft: { planned: to('validated'), cancelled: to('cancelled') },
  validated: {
    planned: to('validated'),
    unplanned: to('draft'),
    submitted: to('submitting'),
    cancelled: to('cancelled'),
  },
  submitting: {
    'pulls-opened': to('open', 'post-status', 'tell-everybody'),
    'already-in-git': to('merged', 'record-grant', 'tell-requester'),
    failed: to('failed', 'tell-requester'),
    cancelled: to('cancelled', 'close-pulls', 'tell-requester'),
  },
  open: {
    ...whileOpen,
    reminded: to('open', 'tell-owners'),
    'changes-requested': to(
      'changes_requested',
      'post-status',
      'tell-requester',
    ),
    approved: to('approved', 'post-status', 'tell-requester'),
  },
  changes_requested: {
    ...whileOpen,
    reminded: to('changes_requested', 'tell-requester'),
    unapproved: to('open', 'post-status', 'tell-everybody'),
    approved: to('approved', 'post-status', 'tell-requester'),
  },
  approved: {
    ...whileOpen,
    unapproved: to('open', 'post-status', 'tell-everybody'),
    'changes-requested': to(
      'changes_requested',
      'post-status',
      'tell-requester',
    ),
  },
  merged: {
    'sync-started': to('syncing'),
    effective: to('effective', 'tell-everybody'),
  },
  syncing: { effective: to('effective', 'tell-everybody') },
  effective: { lost: to('effective', 'alarm-lost', 'tell-everybody') },
  verified: { lost: to('verified', 'alarm-lost', 'tell-everybody') },
  failed: {
    submitted: to('submitting'),
    cancelled: to('cancelled', 'close-pulls', 'tell-requester'),
  },
  rejected: {},
  cancelled: {},
  expired: {},
  revoked: {},
  superseded: {},
};

/** Undefined: in this state that means nothing. */
export function transition(
  state: AccessRequestState,
  event: RequestEvent,
): Transition | undefined {
  return table[state][event];
}

/** States from which nothing more comes by itself. */
export const endedStates: readonly AccessRequestState[] = [
  'rejected',
  'cancelled',
  'expired',
  'revoked',
  'superseded',
];

/** States in which a pull request may be open. */
export const pullStates: readonly AccessRequestState[] = [
  'open',
  'changes_requested',
  'approved',
];

/** States in which it is in force, or was until it was lost. */
export const grantedStates: readonly AccessRequestState[] = [
  'effective',
  'verified',
];

/** States in which it is neither ended nor in force. */
export const pendingStates: readonly AccessRequestState[] = [
  'draft',
  'validated',
  'submitting',
  'open',
  'changes_requested',
  'approved',
  'merged',
  'syncing',
  'failed',
];

/** Whether no other request for the same may be made meanwhile. */
export const isActive = (state: AccessRequestState): boolean =>
  state !== 'draft' &&
  state !== 'validated' &&
  state !== 'failed' &&
  !endedStates.includes(state);
