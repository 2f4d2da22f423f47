import { ClusterFreshness } from '@ztn/backstage-plugin-zero-trust-common';
import { codeWords } from './reasonWords';
import { timeWords } from './timeWords';
import { Tone } from './tone';
import { Translate } from './Translate';

/** How fresh one cluster's answers are, in words. */
export interface FreshnessWords {
  cluster: string;
  tone: Tone;
  /** `as of 14:02:11, watching`. */
  short: string;
  /** How long ago, and the full date, for a second look. */
  long?: string;
  /** Present when answers of this cluster are missing or may be wrong. */
  problem?: string;
}

export function freshnessWords(
  t: Translate,
  freshness: ClusterFreshness,
  now: string,
): FreshnessWords {
  const { cluster, state } = freshness;
  const asOf = freshness.asOf ? timeWords(freshness.asOf, now) : undefined;
  const since = freshness.staleSince
    ? timeWords(freshness.staleSince, now)
    : undefined;
  const status = t(`freshness.${state}`);
  return {
    cluster,
    tone: state === 'watching' ? 'good' : 'unknown',
    short: asOf ? t('freshness.asOf', { time: asOf.clock, status }) : status,
    long: asOf && `${asOf.relative} · ${asOf.full}`,
    problem:
      state === 'watching'
        ? undefined
        : [
            t(`freshness.problem.${state}`, { cluster }),
            since &&
              t('freshness.since', { time: since.clock, ago: since.relative }),
            freshness.reason && codeWords(t, 'clusterReason', freshness.reason),
            // Of a cluster that cannot be reached, all kinds are; the list
            // would bury the reason.
            state !== 'unreachable' &&
              freshness.unreadable.length > 0 &&
              t('freshness.unreadable', {
                kinds: freshness.unreadable.join(', '),
              }),
            freshness.detail,
          ]
            .filter(Boolean)
            .join(' '),
  };
}
