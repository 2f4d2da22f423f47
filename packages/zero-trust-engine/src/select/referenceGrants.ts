import { RouteRef } from '../snapshot/parseRoute';
import { Snapshot } from '../snapshot/Snapshot';

const gatewayGroup = 'gateway.networking.k8s.io';

/** A route needs the other namespace's leave to name one of its Services. */
export function isGranted(
  snapshot: Snapshot,
  about: {
    readonly kind: string;
    readonly from: string;
    readonly backend: RouteRef;
  },
): boolean {
  const { kind, from, backend } = about;
  if (backend.namespace === from) return true;
  return snapshot
    .objects('ReferenceGrant')
    .some(
      grant =>
        grant.meta.namespace === backend.namespace &&
        grant.from.some(
          f =>
            f.group === gatewayGroup && f.kind === kind && f.namespace === from,
        ) &&
        grant.to.some(
          t =>
            t.group === backend.group &&
            t.kind === backend.kind &&
            (t.name === undefined || t.name === backend.name),
        ),
    );
}
