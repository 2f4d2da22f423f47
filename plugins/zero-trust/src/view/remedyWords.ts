import {
  NearRule,
  Obstacle,
  Opened,
  Remedy,
} from '@ztn/backstage-plugin-zero-trust-common';
import { messages } from '../translation/messages';
import { reasonWords } from './reasonWords';
import { MessageKey, Translate } from './Translate';

function isMessage(key: string): key is MessageKey {
  return Object.hasOwn(messages, key);
}

/** Each part of a near rule that does not fit, as a sentence. */
export function missSentences(t: Translate, { misses }: NearRule): string[] {
  return misses.map(({ part, wants, has }) => {
    const key = `near.part.${part}`;
    const values = { part: isMessage(key) ? t(key) : part, has };
    return wants.length === 0
      ? t('near.missNothing', values)
      : t('near.miss', { ...values, wants: wants.join(', ') });
  });
}

/** What a remedy comes to, as one sentence. */
export function remedyState(t: Translate, { state, outcome }: Remedy): string {
  return t(`remedy.state.${state}`, {
    outcome: outcome ? t(`outcome.${outcome}`) : '',
  });
}

/** Why an added rule does not help, with what decides there. */
export function obstacleWords(
  t: Translate,
  { code, because }: Obstacle,
): { sentence: string; evidence: string[] } {
  const key = `obstacle.${code}`;
  return {
    sentence: isMessage(key) ? t(key) : reasonWords(t, { reason: code }),
    evidence: because
      .filter(({ policy }) => policy !== undefined)
      .map(({ policy, path }) => [policy, path].filter(Boolean).join(' ')),
  };
}

/** A call that would pass as well. */
export function openedWords(t: Translate, opened: Opened): string {
  const { workload, direction, peers, protocol, ports } = opened;
  const traffic = [
    protocol,
    ports
      .map(({ first, last }) => (first === last ? first : `${first}-${last}`))
      .join(', '),
  ]
    .filter(Boolean)
    .join(' ');
  const line = t(`remedy.opens.${direction}`, {
    workload,
    peers: peers.join(', '),
    traffic,
  });
  const notes = [
    opened.otherRequests && t('remedy.opens.otherRequests'),
    opened.after !== 'allow' && t('remedy.opens.perhaps'),
  ].filter(Boolean);
  return notes.length > 0 ? `${line} (${notes.join('; ')})` : line;
}
