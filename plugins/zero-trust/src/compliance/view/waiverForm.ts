import {
  ControlResult,
  NewWaiver,
  WaiverScope,
} from '@ztn/backstage-plugin-zero-trust-common';
import { Translate } from '../../view/Translate';

/** What an exception may be made for; the usual one first. */
export function waiverScopes(
  result: ControlResult,
  place: {
    readonly cluster: string;
    readonly workload?: string;
    readonly namespace?: string;
  },
): readonly WaiverScope[] {
  const { cluster, workload, namespace } = place;
  const scopes: WaiverScope[] = [];
  if (result.scope === 'workload' && workload !== undefined) {
    const missing = result.evidence.filter(({ holds }) => holds !== true);
    const [object, ...others] = new Set(missing.map(part => part.object));
    scopes.push({ type: 'workload', cluster, workload });
    // One object alone is at fault: that much may be accepted and no more. A pod
    // is no such object, for the next one has another name.
    const alone = others.length === 0 && result.more === 0;
    if (object !== undefined && alone && !object.startsWith('Pod ')) {
      scopes.push({ type: 'permission', cluster, workload, object });
    }
  }
  if (result.scope !== 'cluster' && namespace !== undefined) {
    scopes.push({ type: 'namespace', cluster, namespace });
  }
  scopes.push({ type: 'cluster', cluster });
  return scopes;
}

export function scopeWords(t: Translate, scope: WaiverScope): string {
  switch (scope.type) {
    case 'workload':
      return t('waiver.scope.workload', { workload: scope.workload });
    case 'permission':
      return t('waiver.scope.permission', { object: scope.object });
    case 'namespace':
      return t('waiver.scope.namespace', { namespace: scope.namespace });
    default:
      return t('waiver.scope.cluster', { cluster: scope.cluster });
  }
}

/** What a person fills in. */
export interface WaiverForm {
  readonly scope: number;
  readonly reason: string;
  readonly owner: string;
  /** `2026-07-31`, as a date field gives it. */
  readonly ends: string;
}

/** The body of the request; undefined while something is missing. */
export function toNewWaiver(
  control: string,
  scopes: readonly WaiverScope[],
  form: WaiverForm,
): NewWaiver | undefined {
  const scope = scopes[form.scope];
  const reason = form.reason.trim();
  const owner = form.owner.trim();
  // The whole day counts.
  const ends = new Date(`${form.ends}T23:59:59.000Z`);
  if (!scope || reason.length < 10 || owner === '') return undefined;
  if (Number.isNaN(ends.getTime())) return undefined;
  return { control, scope, reason, owner, expiresAt: ends.toISOString() };
}

/** That many days after a moment, as a date field wants it. */
export function dayAfter(iso: string, days: number): string {
  const time = new Date(iso).getTime() + days * 24 * 60 * 60 * 1_000;
  return new Date(time).toISOString().slice(0, 10);
}
