import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ClusterChanges,
  PermissionChange,
} from '@ztn/backstage-plugin-zero-trust-common';
import {
  Engine,
  formatObjectRef,
  PermissionChange as EngineChange,
} from '@ztn/zero-trust-engine';
import { PeerView } from '../PeerAccess';
import { PostureParts } from '../PostureParts';
import { textsIn } from '../redact';
import { sayingIn } from '../sayingIn';
import { toPeer } from '../toPermissionRow';
import { WorkloadNames } from '../WorkloadNames';
import { ChangedObjects, changedObjects, refOf } from './changedObjects';
import { compareChanges } from './compareChanges';
import { changesBetween, enginesOf } from './compareEngines';
import { Regrouping } from './Regrouping';
import { WhatIfChange } from './WhatIfChange';

/** Changes that are told of one cluster. */
const TOLD = 200;

/** Compares one cluster with itself after a change; undefined while unread. */
export async function whatIfIn(
  parts: PostureParts,
  cluster: string,
  own: ReadonlySet<string>,
  { add, remove }: WhatIfChange,
  credentials: BackstageCredentials,
): Promise<ClusterChanges | undefined> {
  const { store, peers, clock } = parts;
  const state = store.get(cluster);
  const { snapshot } = state;
  if (!snapshot) return undefined;

  // Of today: how many of them a made-up policy selects must not be told.
  const { policies: saying, hiddenPeers } = await sayingIn(
    parts,
    state,
    snapshot,
    { own, credentials },
  );
  const changed = changedObjects(
    snapshot.objects,
    { add, remove: remove.filter(ref => saying.has(ref)) },
    clock(),
  );
  const engines = enginesOf(snapshot, changed);
  const groups = new Regrouping(
    snapshot.engine.snapshot,
    engines.after.snapshot,
  );
  const mine = groups.thoughtOfKeys(own);
  const changes = changesBetween(engines, mine);

  const names = new WorkloadNames(engines.after.snapshot);
  const keysIn = (text: string) =>
    names.keysIn(text).flatMap(key => groups.knownKeys(key));
  const mentioned = [...textsIn(changes)].flatMap(keysIn);
  const view = await peers.view(state, mentioned, { credentials, own });
  const isHidden = (text: string) =>
    keysIn(text).some(key => !view.isVisible(key));
  const shown = changes
    .filter(({ peer }) => peer.type !== 'workload' || !isHidden(peer.key))
    .map(change => toChange(change, groups, view))
    .sort(compareChanges);
  return {
    cluster,
    changes: shown.slice(0, TOLD),
    totalChanges: shown.length,
    gaps: gapsIn(engines.after, changed),
    ignored: remove.filter(ref => !saying.has(ref)),
    hiddenPeers,
  };
}

function toChange(
  { peer, direction, ...rest }: EngineChange,
  groups: Regrouping,
  view: PeerView,
): PermissionChange {
  const shaped = toPeer(peer);
  const entities =
    peer.type === 'workload'
      ? groups.knownKeys(peer.key).flatMap(key => view.entitiesOf(key))
      : [];
  const byRef = new Map(entities.map(entity => [entity.entityRef, entity]));
  return {
    ...rest,
    direction: direction === 'ingress' ? 'inbound' : 'outbound',
    peer:
      shaped.type === 'workload'
        ? { ...shaped, entities: [...byRef.values()] }
        : shaped,
    // The schema's lists are mutable; nothing here is changed afterwards.
  } as PermissionChange;
}

/** What of the added objects is not understood; gaps of others are not new. */
function gapsIn(
  { snapshot }: Engine,
  { touched }: ChangedObjects,
): ClusterChanges['gaps'] {
  const refs = new Set(touched.map(refOf));
  return snapshot.gaps.flatMap(({ object, reason, path, detail }) =>
    object && refs.has(formatObjectRef(object))
      ? [{ object: formatObjectRef(object), reason, path, detail }]
      : [],
  );
}
