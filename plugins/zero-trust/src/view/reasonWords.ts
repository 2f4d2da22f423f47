import { Evidence, GapNote } from '@ztn/backstage-plugin-zero-trust-common';
import { messages } from '../translation/messages';
import { MessageKey, Translate } from './Translate';

function isMessage(key: string): key is MessageKey {
  return Object.hasOwn(messages, key);
}

/**
 * The sentence for a reason code. A code that this version does not know is
 * shown as it is: an unknown reason is never hidden and never guessed.
 */
export function reasonWords(
  t: Translate,
  evidence: Pick<Evidence, 'reason'>,
): string {
  const key = `reason.${evidence.reason}`;
  return isMessage(key)
    ? t(key)
    : t('reasonUnknown', { code: evidence.reason });
}

/** Why something could not be read, `AuthorizationPolicy: the reader may not list it`. */
export function gapWords(t: Translate, gap: GapNote): string {
  const key = `gap.${gap.reason}`;
  const why = isMessage(key)
    ? t(key)
    : t('reasonUnknown', { code: gap.reason });
  return gap.detail
    ? t('gapWithDetail', { kind: gap.kind, why, detail: gap.detail })
    : t('gapLine', { kind: gap.kind, why });
}

/** The three texts of a finding. */
export interface FindingWords {
  title: string;
  meaning: string;
  fix: string;
}

/** Texts of a finding code; an unknown code is its own title. */
export function findingWords(t: Translate, code: string): FindingWords {
  const title = `finding.${code}.title`;
  const meaning = `finding.${code}.meaning`;
  const fix = `finding.${code}.fix`;
  return isMessage(title) && isMessage(meaning) && isMessage(fix)
    ? { title: t(title), meaning: t(meaning), fix: t(fix) }
    : {
        title: code,
        meaning: t('findingUnknown.meaning'),
        fix: t('findingUnknown.fix'),
      };
}

/** Sentence of another stable code under `prefix`, or the neutral one. */
export function codeWords(
  t: Translate,
  prefix: 'mappingReason' | 'clusterReason' | 'enforcedReason',
  code: string,
): string {
  const key = `${prefix}.${code}`;
  return isMessage(key) ? t(key) : reasonWords(t, { reason: code });
}
