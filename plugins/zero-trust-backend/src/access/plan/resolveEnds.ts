import { Entity } from '@backstage/catalog-model';
import { AccessSpec } from '@ztn/backstage-plugin-zero-trust-common';
import { formatWorkloadRef, Workload } from '@ztn/zero-trust-engine';
import { mapEntity } from '../../mapping/mapEntity';
import { mappingRulesOf } from '../../mapping/MappingRule';
import { ClusterState } from '../../posture/ClusterSnapshot';
import { identityUnresolved } from '../errors';
import { ResolvedEnd, ResolvedEnds } from './PlannedAccess';

/** The two entities of a request, as the catalog gives them out. */
export interface EndEntities {
  readonly caller: Entity;
  readonly callee: Entity;
}

/**
 * The workloads behind the two entities in the request's cluster. Where an
 * entity has several, the request must say which; where it has none, nothing
 * can be asked for it. Throws `IDENTITY_UNRESOLVED`.
 */
export function resolveEnds(
  spec: AccessSpec,
  { caller, callee }: EndEntities,
  state: ClusterState,
): ResolvedEnds {
  const { identity } = spec.caller;
  const { workload } = spec.callee;
  return {
    caller: endOf(
      'caller',
      caller,
      workloadsIn(caller, state).filter(
        one =>
          !identity ||
          (one.namespace === identity.namespace &&
            one.serviceAccount === identity.serviceAccount),
      ),
      state.cluster,
    ),
    callee: endOf(
      'callee',
      callee,
      workloadsIn(callee, state).filter(
        ({ ref }) =>
          !workload ||
          (ref.namespace === workload.namespace &&
            ref.kind === workload.kind &&
            ref.name === workload.name),
      ),
      state.cluster,
    ),
  };
}

/** The workloads of an entity in one cluster. */
export function workloadsIn(
  entity: Entity,
  state: ClusterState,
): readonly Workload[] {
  return mapEntity(mappingRulesOf(entity), [state]).workloads.map(
    ({ workload }) => workload,
  );
}

function endOf(
  side: 'caller' | 'callee',
  entity: Entity,
  found: readonly Workload[],
  cluster: string,
): ResolvedEnd {
  const keys = new Set(found.map(({ ref }) => formatWorkloadRef(ref)));
  if (keys.size === 0) {
    throw identityUnresolved(
      `the ${side} has no such workload in cluster '${cluster}'`,
    );
  }
  if (keys.size > 1) {
    const which = side === 'caller' ? "'caller.identity'" : "'callee.workload'";
    throw identityUnresolved(
      `the ${side} has several workloads in cluster '${cluster}': say which in ${which}`,
    );
  }
  const accounts = new Set(found.map(({ serviceAccount }) => serviceAccount));
  if (accounts.size > 1) {
    throw identityUnresolved(
      `the ${side}'s pods have several service accounts in cluster '${cluster}'`,
    );
  }
  const [first] = found;
  const { uid } = entity.metadata;
  return {
    ...(uid === undefined ? {} : { uid }),
    workload: [...keys][0],
    serviceAccount: first.serviceAccount,
    labels: { ...(first.selector ?? {}) },
  };
}

/** Whether both ends are still who they were; else what changed. */
export function changedEnd(
  before: ResolvedEnds,
  now: ResolvedEnds,
): 'caller' | 'callee' | undefined {
  return (['caller', 'callee'] as const).find(
    side => identityOf(before[side]) !== identityOf(now[side]),
  );
}

function identityOf({ uid, workload, serviceAccount, labels }: ResolvedEnd) {
  return JSON.stringify([
    uid ?? '',
    workload,
    serviceAccount,
    Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}
