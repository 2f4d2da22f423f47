import type {
  AccessPreview,
  AccessRequest,
  AccessRequestEvent,
  AccessRequestState,
  GuardrailLevel,
} from '@ztn/backstage-plugin-zero-trust-common';
import { messages } from '../../translation/messages';
import { Tone } from '../../view/tone';
import { MessageKey, Translate } from '../../view/Translate';

const ofState: Readonly<Record<AccessRequestState, Tone>> = {
  draft: 'neutral',
  validated: 'neutral',
  submitting: 'neutral',
  open: 'caution',
  changes_requested: 'caution',
  // Nothing is allowed before the clusters say so.
  approved: 'caution',
  merged: 'caution',
  syncing: 'caution',
  effective: 'good',
  verified: 'good',
  rejected: 'bad',
  cancelled: 'neutral',
  expired: 'neutral',
  revoked: 'neutral',
  superseded: 'neutral',
  failed: 'bad',
};

const ofOutcome: Readonly<Record<AccessPreview['outcome'], Tone>> = {
  change: 'caution',
  already_allowed: 'good',
  already_in_git: 'neutral',
  blocked_by_deny: 'bad',
  not_locatable: 'caution',
  unknown: 'unknown',
  blocked: 'bad',
};

const ofLevel: Readonly<Record<GuardrailLevel, Tone>> = {
  info: 'neutral',
  warn: 'caution',
  review: 'caution',
  block: 'bad',
};

export const toneOfState = (state: AccessRequestState): Tone => ofState[state];
export const toneOfPreview = (outcome: AccessPreview['outcome']): Tone =>
  ofOutcome[outcome];
export const toneOfLevel = (level: GuardrailLevel): Tone => ofLevel[level];

/** Where a preview leads: to a pull request, to YAML by hand, or nowhere. */
export function leadsOn(preview: AccessPreview): 'submit' | 'export' | 'stop' {
  // What could be done may be held back for now: while changes are frozen.
  const isHeld = preview.findings.some(({ level }) => level === 'block');
  if (preview.outcome === 'change') return isHeld ? 'stop' : 'submit';
  return preview.outcome === 'not_locatable' ? 'export' : 'stop';
}

/** The steps of a request's life, in order. */
export const milestones = [
  'opened',
  'approved',
  'merged',
  'effective',
  'verified',
] as const;

/** One step, and since when; absent: not yet. */
export interface Milestone {
  readonly id: (typeof milestones)[number];
  readonly at?: string;
  readonly by?: Pick<AccessRequestEvent, 'actor' | 'actorKind'>;
}

const eventsOf: Readonly<Record<Milestone['id'], readonly string[]>> = {
  opened: ['pull-opened'],
  approved: ['approved'],
  merged: ['merged', 'merged-unapproved', 'already-in-git'],
  effective: ['effective'],
  verified: ['verified'],
};

/** States in which a step that was reached before no longer stands. */
const voidsApproval = [
  'reopened',
  'changes-requested',
  'pushed',
  'edited',
  'rebased',
];

/**
 * When each step was reached; an approval that was taken back is none. That it
 * was seen in traffic is a step only once it was: not everybody has a source.
 */
export function milestonesOf(
  events: readonly AccessRequestEvent[],
): readonly Milestone[] {
  return allMilestones(events).filter(
    ({ id, at }) => id !== 'verified' || at !== undefined,
  );
}

function allMilestones(
  events: readonly AccessRequestEvent[],
): readonly Milestone[] {
  return milestones.map(id => {
    const last = events
      .filter(({ type }) => eventsOf[id].includes(type))
      .at(-1);
    const isVoid =
      id === 'approved' &&
      last !== undefined &&
      events
        .slice(events.indexOf(last) + 1)
        .some(({ type }) => voidsApproval.includes(type));
    return last && !isVoid ? { id, at: last.at, by: last } : { id };
  });
}

function isMessage(key: string): key is MessageKey {
  return Object.hasOwn(messages, key);
}

/** What happened; an event that this version does not know keeps its name. */
export function eventWords(t: Translate, event: AccessRequestEvent): string {
  const key = `request.event.${event.type}`;
  const words = isMessage(key) ? t(key) : event.type;
  return event.message ? `${words}: ${event.message}` : words;
}

/** Who did it, as people call them. */
export function actorWords(
  t: Translate,
  { actor, actorKind }: Pick<AccessRequestEvent, 'actor' | 'actorKind'>,
): string {
  switch (actorKind) {
    case 'system':
      return t('request.actor.system');
    case 'git':
      return t('request.actor.git', { login: actor });
    default:
      return nameOf(actor);
  }
}

/** `checkout-service` of `component:default/checkout-service`. */
export const nameOf = (entityRef: string): string =>
  entityRef.replace(/^.*\//, '');

/** Whether anything can still come by itself: then the screen looks again. */
export function isMoving({ state }: Pick<AccessRequest, 'state'>): boolean {
  return [
    'submitting',
    'open',
    'changes_requested',
    'approved',
    'merged',
    'syncing',
  ].includes(state);
}

/** Whether it is over without the access: nothing of it will come. */
export function hasEnded({ state }: Pick<AccessRequest, 'state'>): boolean {
  return ['rejected', 'cancelled', 'expired', 'revoked', 'superseded'].includes(
    state,
  );
}
