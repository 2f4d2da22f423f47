import { ComplianceResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { controls } from '@ztn/zero-trust-engine';
import { ComplianceSettings } from './ComplianceSettings';
import { Fleet, FleetPlace, Judged } from './Fleet';
import { countsOf } from './score';

/** How many of the longest are told. */
const LONGEST = 10;

/** One line per enabled control, and who has been PERMISSIVE for longest. */
export function toOverview(
  fleet: Fleet,
  settings: ComplianceSettings,
  longest = LONGEST,
): Pick<ComplianceResponse, 'workloads' | 'controls' | 'permissive'> {
  const byControl = new Map<string, Judged[]>();
  for (const place of [
    ...fleet.workloads,
    ...fleet.namespaces,
    ...fleet.clusters,
  ]) {
    for (const judged of place.results) {
      const list = byControl.get(judged.result.control);
      if (list) list.push(judged);
      else byControl.set(judged.result.control, [judged]);
    }
  }
  return {
    workloads: fleet.workloads.length,
    controls: settings.controls.flatMap(({ id, severity }) => {
      const info = controls.find(control => control.id === id);
      if (!info) return [];
      const { title, scope } = info;
      const counts = countsOf(byControl.get(id) ?? []);
      return [{ id, title, scope, severity, counts }];
    }),
    permissive: fleet.namespaces
      .flatMap(permissiveOf)
      .sort((a, b) => (b.days ?? Infinity) - (a.days ?? Infinity))
      .slice(0, longest),
  };
}

/** Takes plaintext: with its age, or with none where it is not known. */
function permissiveOf({
  cluster,
  namespace = '',
  results,
}: FleetPlace): ComplianceResponse['permissive'] {
  const found = results.find(
    ({ result }) => result.control === 'permissive-age',
  );
  const parts = (found?.result.evidence ?? []).filter(({ reason }) =>
    ['within-limit', 'too-old', 'since-unknown'].includes(reason),
  );
  if (parts.length === 0) return [];
  const [oldest] = parts
    .flatMap(({ params }) =>
      params?.since ? [{ since: params.since, days: Number(params.days) }] : [],
    )
    .sort((a, b) => b.days - a.days);
  return [{ cluster, namespace, ...(oldest ?? {}) }];
}
