import {
  AccessRequest,
  AccessSpec,
} from '@ztn/backstage-plugin-zero-trust-common';
import { ClusterState } from '../../posture/ClusterSnapshot';
import { clusterUnavailable, invalidInput } from '../../posture/errors';
import { RequestRecord } from '../store/StoredRequest';
import { Asker } from './AccessService';
import { ServiceParts } from './ServiceParts';
import { toAccessRequest } from './toAccessRequest';
import { toPreview } from './toPreview';

/** The request's cluster, whose objects are known; throws when they are not. */
export function clusterStateOf(
  { snapshots }: ServiceParts,
  { cluster }: AccessSpec,
): ClusterState {
  if (!snapshots.clusters.includes(cluster)) {
    throw invalidInput(`no cluster '${cluster}' is configured`);
  }
  const state = snapshots.get(cluster);
  if (!state.snapshot) throw clusterUnavailable(cluster);
  return state;
}

/** A request that the asker may read; else it does not exist. */
export async function readRequest(
  parts: ServiceParts,
  id: string,
  asker: Asker,
): Promise<RequestRecord> {
  return parts.rights.requireRead(await parts.store.get(id), asker);
}

/** A request as the asker sees it, with its plan. */
export async function shownRequest(
  parts: ServiceParts,
  id: string,
  asker: Asker,
): Promise<AccessRequest> {
  const record = await readRequest(parts, id, asker);
  const { request } = record;
  const [actions] = await parts.rights.actionsFor([record], asker);
  const preview = await toPreview(request.plan, request.spec, request.ends, {
    state: parts.snapshots.get(request.spec.cluster),
    peers: parts.peers,
    credentials: asker.credentials,
  });
  return toAccessRequest(record, actions, preview);
}
