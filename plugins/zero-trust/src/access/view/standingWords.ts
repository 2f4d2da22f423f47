import type { AccessRequest } from '@ztn/backstage-plugin-zero-trust-common';
import { messages } from '../../translation/messages';
import { Tone } from '../../view/tone';
import { MessageKey, Translate } from '../../view/Translate';
import { asSentence } from './asSentence';
import { isMoving, toneOfState } from './requestWords';

type Standing = Pick<AccessRequest, 'state' | 'attention'>;

/** Green is for what is in force and nobody has to look at. */
export function toneOfStanding({ state, attention }: Standing): Tone {
  const tone = toneOfState(state);
  return attention && tone === 'good' ? 'caution' : tone;
}

/** The state in words; what was lost is no longer called in force. */
export function standingWords(
  t: Translate,
  { state, attention }: Standing,
): string {
  return attention?.code === 'LOST'
    ? t('request.state.lost')
    : t(`request.state.${state}`);
}

/** What a person has to look at, and what can be done about it. */
export interface AttentionWords {
  readonly severity: 'error' | 'warning';
  readonly title: string;
  /** What exactly, where the title does not say all of it. */
  readonly detail?: string;
  readonly advice?: string;
}

/** Something passes, or does not, that nobody agreed to. */
const grave = ['UNAPPROVED_MERGE', 'MERGED_WIDER', 'PARTIAL', 'LOST'];
/** Titles that say all that the backend knows. */
const complete = ['UNAPPROVED_MERGE', 'MERGE_CONFLICT', 'PARTIAL', 'LOST'];

/** An attention whose code this version does not know keeps the backend's words. */
export function attentionWords(
  t: Translate,
  { code, message }: NonNullable<AccessRequest['attention']>,
): AttentionWords {
  const severity = grave.includes(code) ? 'error' : 'warning';
  const title = `request.attention.${code}`;
  const advice = `${title}.advice`;
  if (!isMessage(title)) return { severity, title: asSentence(message) };
  return {
    severity,
    title: t(title),
    ...(complete.includes(code) ? {} : { detail: asSentence(message) }),
    ...(isMessage(advice) ? { advice: t(advice) } : {}),
  };
}

/** Why it does not go on, while it is tried again by itself. */
export function hindrancesOf(
  request: Pick<AccessRequest, 'state' | 'parts'>,
): readonly string[] {
  if (!isMoving(request)) return [];
  // What only a person can change is told as such.
  return request.parts.flatMap(({ state, error }) =>
    error &&
    error.code !== 'BRANCH_CHANGED' &&
    state !== 'merged' &&
    state !== 'closed'
      ? [error.message]
      : [],
  );
}

function isMessage(key: string): key is MessageKey {
  return Object.hasOwn(messages, key);
}
