import { AccessSpec } from '@ztn/backstage-plugin-zero-trust-common';
import { conflictOf, rateLimited } from '../errors';
import { canonical, coversRules } from '../plan/fingerprint';
import { EndEntities } from '../plan/resolveEnds';
import { ownersOf } from '../review/ReviewerDirectory';
import { pendingStates } from '../state/transition';
import { StoredRequest } from '../store/StoredRequest';
import { Asker } from './AccessService';
import { ServiceParts } from './ServiceParts';

const hourMs = 3_600_000;

/** Throws when an active request, another than `own`, allows all of it already. */
export async function requireUncovered(
  parts: ServiceParts,
  spec: AccessSpec,
  own?: string,
): Promise<void> {
  const active = await parts.store.activeBetween({
    caller: spec.caller.entityRef,
    callee: spec.callee.entityRef,
    cluster: spec.cluster,
  });
  const wider = active.find(
    other =>
      other.id !== own &&
      other.attention?.code !== 'LOST' &&
      sameEnds(other.spec, spec) &&
      coversRules(other.granted ?? other.spec.rules, spec.rules),
  );
  if (wider) throw coveredBy(wider);
}

/** Another request asks for all of it. */
export function coveredBy({ id, shortId }: StoredRequest): Error {
  return conflictOf(
    'ALREADY_COVERED',
    `request ${shortId} asks for all of it already`,
    { id, shortId },
  );
}

/** Throws when this person has asked too often. */
export async function requireRate(
  { store, settings, clock, limiter }: ServiceParts,
  { userRef }: Asker,
): Promise<void> {
  limiter.take(userRef);
  const { requestsPerHour } = settings.rates;
  const since = new Date(clock().getTime() - hourMs);
  if ((await store.countSince(userRef, since)) >= requestsPerHour) {
    throw rateLimited(`at most ${requestsPerHour} requests in an hour`, 3600);
  }
}

/** Throws when the team has too many requests that wait for something. */
export async function requireRoom(
  { store, settings }: ServiceParts,
  { caller }: EndEntities,
): Promise<void> {
  const { openPerTeam } = settings.rates;
  const waiting = await store.countOfTeam(ownersOf(caller), pendingStates);
  if (waiting >= openPerTeam) {
    throw rateLimited(
      `the team has ${waiting} requests that wait already; at most ${openPerTeam}`,
      3600,
    );
  }
}

function sameEnds(known: AccessSpec, asked: AccessSpec): boolean {
  const { identity } = asked.caller;
  const { workload } = asked.callee;
  return (
    (!identity || canonical(known.caller.identity) === canonical(identity)) &&
    (!workload || canonical(known.callee.workload) === canonical(workload))
  );
}
