import { ControlEvent } from '@ztn/backstage-plugin-zero-trust-common';
import { controls } from '@ztn/zero-trust-engine';
import { Fleet, FleetWorkload } from '../compliance/Fleet';
import { StoredWaiver } from '../waivers/Waiver';
import { Notice } from './Notice';

const dayMs = 24 * 60 * 60 * 1_000;
/** How long before an end people are told. */
const NEAR_DAYS = 7;

const titles = new Map(controls.map(({ id, title }) => [id, title]));
const titleOf = (control: string) => titles.get(control) ?? control;

/** What was seen since the last time, and what is about to happen. */
export interface News {
  readonly fleet: Fleet;
  /** Of the last day, so that what did not fit into one message waits. */
  readonly events: readonly ControlEvent[];
  readonly waivers: readonly StoredWaiver[];
  /** Namespaces that take plaintext: since when, in days. */
  readonly permissive: readonly {
    readonly cluster: string;
    readonly namespace: string;
    readonly since?: string;
    readonly days?: number;
  }[];
  readonly permissiveMaxAgeMs: number;
  readonly now: Date;
}

/**
 * What owners should hear of: a control of their workload that passed and fails
 * now, an exception that ends within a week, and a namespace of theirs whose
 * time for taking plaintext ends within a week. Workloads without an owner in
 * the catalog tell nobody.
 */
export function toNotices(news: News): readonly Notice[] {
  return [...lost(news), ...ending(news), ...nearLimit(news)];
}

function lost({ fleet, events }: News): readonly Notice[] {
  const byId = new Map(fleet.workloads.map(w => [w.id, w]));
  return events
    .filter(({ before, after }) => before === 'pass' && after === 'fail')
    .flatMap(event => {
      const workload = byId.get(`${event.cluster}/${event.workload ?? ''}`);
      if (!workload || !stillFails(workload, event.control)) return [];
      const cause =
        event.cause === 'deleted' ? `, by deletion of ${event.object}` : '';
      return toOwners(workload, {
        topic: `event:${event.id}`,
        sentence: `${workload.id} lost "${titleOf(event.control)}"${cause}.`,
        severity: 'high',
      });
    });
}

/** What was repaired meanwhile is no news. */
function stillFails({ results }: FleetWorkload, control: string): boolean {
  return results.some(
    ({ result, state }) => result.control === control && state === 'fail',
  );
}

function ending({ waivers, fleet, now }: News): readonly Notice[] {
  return waivers
    .filter(({ expiresAt }) => isNear(Date.parse(expiresAt), now))
    .map(waiver => ({
      topic: `waiver:${waiver.id}`,
      entityRef: entityOf(waiver, fleet) ?? waiver.owner,
      recipient: waiver.owner,
      sentence: `The exception for "${titleOf(
        waiver.control,
      )}" ends on ${waiver.expiresAt.slice(0, 10)}.`,
      severity: 'normal' as const,
    }));
}

function entityOf(
  { scope }: StoredWaiver,
  { workloads }: Fleet,
): string | undefined {
  if (scope.type !== 'workload' && scope.type !== 'permission') {
    return undefined;
  }
  return workloads.find(({ id }) => id === `${scope.cluster}/${scope.workload}`)
    ?.entities[0]?.entityRef;
}

function nearLimit(news: News): readonly Notice[] {
  const { fleet, permissive, permissiveMaxAgeMs, now } = news;
  return permissive.flatMap(({ cluster, namespace, since, days }) => {
    if (since === undefined || days === undefined) return [];
    const limit = Date.parse(since) + permissiveMaxAgeMs;
    if (!isNear(limit, now)) return [];
    const until = new Date(limit).toISOString().slice(0, 10);
    return fleet.workloads
      .filter(w => w.cluster === cluster && w.namespace === namespace)
      .flatMap(workload =>
        toOwners(workload, {
          topic: `permissive:${cluster}/${namespace}:${since}`,
          sentence: `The namespace ${cluster}/${namespace} takes plaintext since ${since} and has to be STRICT by ${until}.`,
          severity: 'normal',
        }),
      );
  });
}

/** Before it, and not long: what is over is said by the control itself. */
function isNear(end: number, now: Date): boolean {
  const left = end - now.getTime();
  return left > 0 && left <= NEAR_DAYS * dayMs;
}

function toOwners(
  { entities }: FleetWorkload,
  notice: Omit<Notice, 'entityRef' | 'recipient'>,
): readonly Notice[] {
  return entities.flatMap(({ entityRef, owner }) =>
    owner === undefined ? [] : [{ ...notice, entityRef, recipient: owner }],
  );
}
