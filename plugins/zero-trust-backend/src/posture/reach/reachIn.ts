import { createHash } from 'node:crypto';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ReachedOutside,
  ReachedWorkload,
  ReachStep,
} from '@ztn/backstage-plugin-zero-trust-common';
import { LastStep, Permission } from '@ztn/zero-trust-engine';
import { PeerView } from '../PeerAccess';
import { PostureParts } from '../PostureParts';
import { toPeer } from '../toPermissionRow';
import { searchReach } from './searchReach';

/** What an entity's workloads could reach in one cluster, for this caller. */
export interface ClusterReach {
  readonly complete: boolean;
  readonly cut: boolean;
  readonly workloads: readonly ReachedWorkload[];
  readonly outside: readonly ReachedOutside[];
  /** Hops of the workloads that the caller may not read, and of all of them. */
  readonly hidden: readonly number[];
  readonly reached: readonly {
    readonly hop: number;
    readonly certain: boolean;
  }[];
}

/** Permissions that are told of one step. */
const TOLD = 3;

/** Searches one cluster; undefined while nothing of it has been read. */
export async function reachIn(
  { store, peers, busyMs }: PostureParts,
  cluster: string,
  own: ReadonlySet<string>,
  options: {
    readonly hops: number;
    readonly credentials: BackstageCredentials;
  },
): Promise<ClusterReach | undefined> {
  const state = store.get(cluster);
  const { snapshot } = state;
  if (!snapshot) return undefined;
  const { hops, credentials } = options;
  const found = await searchReach(snapshot.engine, [...own], {
    hops,
    busyMs,
  });
  const reached = found.hops.flatMap((level, index) =>
    level.map(step => ({ ...step, hop: index + 1 })),
  );
  const view = await peers.view(
    state,
    [...reached, ...found.outside].flatMap(step =>
      'key' in step ? [step.key, step.from] : [step.from],
    ),
    { credentials, own },
  );
  const named = reached.filter(({ key }) => view.isVisible(key));
  return {
    complete: found.complete,
    cut: found.cut,
    reached,
    hidden: reached
      .filter(({ key }) => !view.isVisible(key))
      .map(({ hop }) => hop),
    workloads: named.map(({ key, hop, ...step }): ReachedWorkload => {
      const workload = snapshot.labels.workload(key);
      if (!workload) throw new Error(`no workload '${key}' in the snapshot`);
      const { namespace, kind, name } = workload.ref;
      const entities = [...view.entitiesOf(key)].map(entity => ({
        ...entity,
        ...peers.knownOf(entity.entityRef),
      }));
      return {
        ...lastStep({ cluster, hop, who: key }, step, view),
        key,
        namespace,
        kind,
        name,
        ...(workload.variant === undefined
          ? {}
          : { variant: workload.variant }),
        sensitive: entities.some(({ sensitive }) => sensitive),
        entities,
      };
    }),
    outside: found.outside.map(({ peer, hop, ...step }) => ({
      ...lastStep({ cluster, hop, who: JSON.stringify(peer) }, step, view),
      peer: toPeer(peer),
    })),
  };
}

function lastStep(
  place: {
    readonly cluster: string;
    readonly hop: number;
    readonly who: string;
  },
  { from, by, certain }: LastStep,
  view: PeerView,
) {
  const { cluster, hop, who } = place;
  return {
    id: createHash('sha256')
      .update(JSON.stringify([cluster, who]))
      .digest('base64url')
      .slice(0, 16),
    cluster,
    hop,
    certain,
    ...(view.isVisible(from) ? { from } : {}),
    // The schema's lists are mutable; nothing here is changed afterwards.
    by: [...by]
      .sort(declaredFirst)
      .slice(0, TOLD)
      .map(
        ({ traffic, outcome, transport }) =>
          ({ traffic, outcome, transport } as ReachStep),
      ),
    moreBy: Math.max(0, by.length - TOLD),
  };
}

function declaredFirst(a: Permission, b: Permission): number {
  return Number(b.declared ?? false) - Number(a.declared ?? false);
}
