import { PermissionDirection } from '@ztn/backstage-plugin-zero-trust-common';
import {
  diffPermissions,
  Engine,
  PermissionChange,
} from '@ztn/zero-trust-engine';
import { ClusterSnapshot } from '../ClusterSnapshot';
import { ChangedObjects } from './changedObjects';
import { Regrouping } from './Regrouping';

/** A cluster before and after a change. */
export interface Engines {
  readonly before: Engine;
  readonly after: Engine;
}

/** Both with the same workloads, however the change would group their pods. */
export function enginesOf(
  { engine, objects, rebuild }: ClusterSnapshot,
  { objects: next, touched }: ChangedObjects,
): Engines {
  const after = rebuild(next, touched);
  return Regrouping.isNeeded(engine.snapshot, after.snapshot)
    ? { before: rebuild(objects, touched), after }
    : { before: engine, after };
}

/** The engine's words for the API's. */
export const sides: Readonly<
  Record<PermissionDirection, 'ingress' | 'egress'>
> = { inbound: 'ingress', outbound: 'egress' };

/** What differs in the permissions of some workloads. */
export function changesBetween(
  { before, after }: Engines,
  keys: readonly string[],
): readonly PermissionChange[] {
  return keys.flatMap(key =>
    Object.values(sides).flatMap(side =>
      diffPermissions(
        key,
        side,
        [before, after].map(engine => engine.openings(key, side)),
      ),
    ),
  );
}
