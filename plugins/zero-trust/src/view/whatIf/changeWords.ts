import {
  ClusterChanges,
  PermissionChange,
  PermissionTerms,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Tone } from '../tone';
import { trafficWords } from '../trafficWords';
import { Translate } from '../Translate';

/** One connection that would change. */
export interface ChangeWords {
  tone: Tone;
  type: string;
  direction: string;
  ports: string;
  before: string;
  after: string;
}

export function changeWords(
  t: Translate,
  change: PermissionChange,
): ChangeWords {
  const { type, direction, protocol, ports, before, after } = change;
  return {
    tone: type === 'vanishes' ? 'neutral' : 'caution',
    type: t(`whatif.type.${type}`),
    direction: t(`whatif.${direction}`),
    ports: trafficWords(t, { protocol, ports }).ports,
    before: termsWords(t, change, before),
    after: termsWords(t, change, after),
  };
}

/** Absent terms are a refusal. */
function termsWords(
  t: Translate,
  { protocol, ports }: PermissionChange,
  terms: PermissionTerms | undefined,
): string {
  if (!terms) return t('whatif.refused');
  const { allow } = trafficWords(t, { protocol, ports, http: terms.http });
  return [
    t(`outcome.${terms.outcome}`),
    t(`transport.${terms.transport}`),
    ...allow,
  ].join(', ');
}

const types = ['appears', 'vanishes', 'changes'] as const;

/** How many of each kind, as far as they were sent. */
export function summaryWords(
  t: Translate,
  { cluster, changes, totalChanges }: ClusterChanges,
): string {
  if (totalChanges === 0) return t('whatif.none', { cluster });
  const counts = types
    .map(type => ({
      type,
      count: changes.filter(change => change.type === type).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ type, count }) => t(`whatif.${type}`, { count }));
  return [
    t('whatif.summary', { cluster, counts: counts.join(', ') }),
    ...(totalChanges > changes.length
      ? [t('whatif.shown', { shown: changes.length, total: totalChanges })]
      : []),
  ].join(' ');
}
