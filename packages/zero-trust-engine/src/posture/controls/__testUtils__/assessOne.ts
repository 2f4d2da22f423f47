import { compile } from '../../../evaluate/compile';
import { buildSnapshot } from '../../../snapshot/buildSnapshot';
import { FactOverrides } from '../../../snapshot/Facts';
import { Gap } from '../../../snapshot/Gap';
import { assessControls, ControlResult } from '../assessControls';
import { ControlSettings, defaultControlSettings } from '../ControlSettings';

/** One cluster, put to one control. */
export interface ControlCase {
  readonly objects: readonly unknown[];
  readonly facts?: FactOverrides;
  readonly gaps?: readonly Gap[];
  readonly settings?: Partial<ControlSettings>;
  readonly permissiveSince?: Date;
  /** Key of the one workload that is meant; every one of `shop` when absent. */
  readonly only?: string;
}

/** A plain cluster: some network plugin, Istio, nothing special. */
export const plainFacts: FactOverrides = {
  cni: 'other',
  ipBlockMatchesPods: false,
  istio: { installed: true },
};

export const now = new Date('2026-06-30T12:00:00Z');

/** A kind that may not be read. */
export const forbidden = (kind: string, group = ''): Gap => ({
  kind,
  group,
  reason: 'forbidden',
  detail: `list ${kind.toLowerCase()}s`,
});

/** The control's answers about the subjects of namespace `shop`, or the cluster. */
export function assessOne(
  control: string,
  { objects, facts, gaps, settings, permissiveSince, only }: ControlCase,
): readonly ControlResult[] {
  const snapshot = buildSnapshot({
    cluster: '',
    objects,
    gaps,
    facts: { ...plainFacts, ...facts },
  });
  return assessControls(
    compile(snapshot),
    {
      at: now,
      settings: { ...defaultControlSettings, ...settings },
      permissiveSince: () => permissiveSince,
    },
    new Set([control]),
  ).filter(
    ({ subject }) =>
      subject.type === 'cluster' ||
      (subject.namespace === 'shop' &&
        (only === undefined ||
          (subject.type === 'workload' && subject.key === only))),
  );
}
