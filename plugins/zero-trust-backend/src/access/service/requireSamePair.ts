import { AccessSpec } from '@ztn/backstage-plugin-zero-trust-common';
import { invalidSpec } from '../errors';

/** Throws when another pair is asked for than before. */
export function requireSamePair(before: AccessSpec, after: AccessSpec): void {
  const isSame =
    after.caller.entityRef === before.caller.entityRef &&
    after.callee.entityRef === before.callee.entityRef;
  if (!isSame) {
    throw invalidSpec('the two ends stay; ask anew for another pair');
  }
}

/** Throws when it is for another cluster, where its files are elsewhere. */
export function requireSameCluster(
  before: AccessSpec,
  after: AccessSpec,
): void {
  if (after.cluster !== before.cluster) {
    throw invalidSpec('the cluster stays; ask anew for another one');
  }
}
