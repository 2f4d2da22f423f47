import { ClusterFreshness } from '@ztn/backstage-plugin-zero-trust-common';
import {
  answeringKinds,
  ClusterReading,
  isUnread,
  KindReading,
} from '../cluster/ClusterReading';
import { ClusterState } from './ClusterSnapshot';

/**
 * How fresh the answers about a cluster are: from how its kinds stand, and from
 * whether what was read could be compiled.
 */
export function toFreshness(of: ClusterState): ClusterFreshness {
  const { reading, brokenSince, snapshot } = of;
  const { failure, lastContact, cluster } = reading;
  const kinds = answeringKinds(reading);
  const unreadable = kinds.filter(({ state }) => isUnread(state));
  const stale = kinds.filter(({ state }) => state === 'stale');
  const staleSince = earliest([
    ...stale.map(kind => kind.staleSince),
    ...(hasObjects(kinds) ? [failure?.since] : []),
    brokenSince,
  ]);
  const [told] = [...stale, ...unreadable].filter(({ reason }) => reason);
  return {
    cluster,
    state: snapshot ? stateOfSnapshot(of) : stateWithout(reading),
    asOf: (staleSince ?? lastContact)?.toISOString(),
    staleSince: staleSince?.toISOString(),
    reason: brokenSince ? 'compile-failed' : failure?.reason ?? told?.reason,
    detail: failure?.detail ?? told?.missing ?? told?.detail,
    unreadable: unreadable.flatMap(({ kind, unreadNames }) =>
      unreadNames
        ? unreadNames.map(({ name }) => `${kind.kind} ${name}`)
        : [kind.key],
    ),
  };
}

function stateOfSnapshot({ reading, brokenSince }: ClusterState) {
  return brokenSince ? 'stale' : stateOf(reading);
}

/** Objects that were read and are in no snapshot yet answer nothing. */
function stateWithout({ failure }: ClusterReading): ClusterFreshness['state'] {
  return failure ? 'unreachable' : 'pending';
}

function stateOf(reading: ClusterReading): ClusterFreshness['state'] {
  const { failure, lastContact } = reading;
  const kinds = answeringKinds(reading);
  if (!hasObjects(kinds)) {
    if (failure) return 'unreachable';
    if (!lastContact) return 'pending';
    const waiting = kinds.some(({ state }) => state === 'pending');
    return waiting ? 'pending' : 'partial';
  }
  const read = kinds.filter(
    ({ state }) => state === 'watching' || state === 'stale',
  );
  if (failure || read.every(({ state }) => state === 'stale')) return 'stale';
  const whole = kinds.every(
    ({ state }) => state === 'watching' || state === 'not-installed',
  );
  return whole ? 'watching' : 'partial';
}

/** Something was read in full at some time, and is still held. */
function hasObjects(kinds: readonly KindReading[]): boolean {
  return kinds.some(({ state }) => state === 'watching' || state === 'stale');
}

function earliest(times: readonly (Date | undefined)[]): Date | undefined {
  return times
    .flatMap(time => time ?? [])
    .sort((a, b) => a.getTime() - b.getTime())[0];
}
