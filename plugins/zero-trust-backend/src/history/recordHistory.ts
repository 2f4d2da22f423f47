import { randomUUID } from 'node:crypto';
import { ControlEvent } from '@ztn/backstage-plugin-zero-trust-common';
import { ClusterAssessment } from '../compliance/Assessment';
import { Fleet, FleetPlace, Judged } from '../compliance/Fleet';
import { FleetReader } from '../compliance/FleetReader';
import { countsOf } from '../compliance/score';
import { compareStates, PlacedState } from './compareStates';
import { DayRow, HistoryStore } from './HistoryStore';
import { subjectState } from './SubjectState';

export interface RecordingParts {
  readonly fleet: FleetReader;
  readonly assessmentOf: (cluster: string) => ClusterAssessment | undefined;
  readonly history: HistoryStore;
  readonly clock: () => Date;
}

/**
 * Writes the day's counts, what changed since the last time and since when
 * namespaces take plaintext. Clusters that are not followed now are left out:
 * what was once read of them is no news of today. Runs once per fleet.
 */
export async function recordHistory(
  parts: RecordingParts,
): Promise<readonly ControlEvent[]> {
  const { fleet: reader, assessmentOf, history, clock } = parts;
  const fleet = await reader.read();
  const at = clock();
  const followed = reader
    .age(0)
    .clusters.filter(
      ({ state }) => state === 'watching' || state === 'partial',
    );
  const told: ControlEvent[] = [];
  for (const { cluster } of followed) {
    const assessment = assessmentOf(cluster);
    if (!assessment) continue;
    await history.recordDay(dayRows(fleet, cluster, at));
    const changes = compareStates(
      await history.states(cluster),
      statesOf(fleet, cluster),
      {
        cluster,
        snapshot: assessment.snapshot.engine.snapshot,
        at,
        newId: randomUUID,
      },
    );
    told.push(...(await history.recordChanges(cluster, changes)));
    await recordPermissive(history, fleet, cluster, at);
  }
  return told;
}

function dayRows(fleet: Fleet, cluster: string, at: Date): readonly DayRow[] {
  const day = at.toISOString().slice(0, 10);
  const groups = new Map<string, Judged[]>();
  const add = (namespace: string, results: readonly Judged[]) => {
    for (const judged of results) {
      const key = `${namespace} ${judged.result.control}`;
      const group = groups.get(key);
      if (group) group.push(judged);
      else groups.set(key, [judged]);
    }
  };
  const here = <T extends { readonly cluster: string }>(places: readonly T[]) =>
    places.filter(place => place.cluster === cluster);
  here(fleet.workloads).forEach(w => add(w.namespace, w.results));
  here(fleet.namespaces).forEach(n => add(n.namespace ?? '', n.results));
  here(fleet.clusters).forEach(c => add('', c.results));
  return [...groups].map(([key, results]) => {
    const [namespace, control] = key.split(' ');
    return { day, cluster, namespace, control, ...countsOf(results) };
  });
}

function statesOf(fleet: Fleet, cluster: string): readonly PlacedState[] {
  const states = (
    subject: string,
    namespace: string,
    results: readonly Judged[],
  ): readonly PlacedState[] =>
    results.map(judged => ({ ...subjectState(subject, judged), namespace }));
  const here = ({ cluster: other }: { readonly cluster: string }) =>
    other === cluster;
  return [
    ...fleet.workloads
      .filter(here)
      .flatMap(w => states(w.key, w.namespace, w.results)),
    ...fleet.namespaces
      .filter(here)
      .flatMap(({ namespace = '', results }) =>
        states(`ns/${namespace}`, namespace, results),
      ),
    ...fleet.clusters.filter(here).flatMap(c => states('', '', c.results)),
  ];
}

const takesPlaintext = ['within-limit', 'too-old', 'since-unknown'];

/** A namespace whose mode cannot be told keeps the age that it had. */
async function recordPermissive(
  history: HistoryStore,
  fleet: Fleet,
  cluster: string,
  at: Date,
): Promise<void> {
  const places = fleet.namespaces.filter(place => place.cluster === cluster);
  const named = (test: (place: FleetPlace) => boolean) =>
    places.filter(test).map(({ namespace = '' }) => namespace);
  const reasons = ({ results }: FleetPlace) =>
    results
      .filter(({ result }) => result.control === 'permissive-age')
      .flatMap(({ result }) => result.evidence)
      .map(({ reason }) => reason);
  await history.sawPermissive(
    cluster,
    named(place => reasons(place).some(r => takesPlaintext.includes(r))),
    at,
  );
  await history.sawStrict(
    cluster,
    named(place => {
      const all = reasons(place);
      return all.length > 0 && all.every(reason => reason === 'strict');
    }),
  );
}
