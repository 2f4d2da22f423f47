import {
  ClustersResponse,
  EvidenceObject,
  JudgeResponse,
  PermissionsResponse,
  PostureResponse,
  ReachResponse,
  WhatIfResponse,
} from '@ztn/backstage-plugin-zero-trust-common';
import { judgeConnection } from './judgeConnection';
import { listPermissions } from './listPermissions';
import { askObject } from './object/askObject';
import { ownKeys } from './ownKeys';
import {
  AskOptions,
  ParsedJudgeRequest,
  ParsedObjectQuery,
  ParsedPermissionsQuery,
  ParsedReachQuery,
  PostureService,
} from './PostureService';
import { PostureParts } from './PostureParts';
import { listReach } from './reach/listReach';
import { ShapedPostures } from './ShapedPostures';
import { toClusterStatus } from './toClusterStatus';
import { toWorkloadPosture } from './toWorkloadPosture';
import { askWhatIf } from './whatIf/askWhatIf';
import { ParsedWhatIfRequest } from './whatIf/WhatIfChange';
import { worstFirst } from './worstFirst';

/** Answers from the newest snapshots; asks no cluster anything. */
export class SnapshotPostureService implements PostureService {
  private readonly shapes = new ShapedPostures();

  constructor(private readonly parts: PostureParts) {}

  async posture(
    entityRef: string,
    options: AskOptions,
  ): Promise<PostureResponse> {
    const { entities, clock } = this.parts;
    const entity = await entities.read(entityRef, options);
    const workloads = await Promise.all(
      [...ownKeys(entity)].map(([cluster, keys]) =>
        this.inCluster(cluster, keys, options),
      ),
    );
    return {
      entityRef: entity.entityRef,
      now: clock().toISOString(),
      mapping: entity.mapping,
      workloads: workloads.flat().sort(worstFirst),
      clusters: [...entity.clusters],
      partial: entity.partial,
    };
  }

  permissions(
    entityRef: string,
    query: ParsedPermissionsQuery,
    options: AskOptions,
  ): Promise<PermissionsResponse> {
    return listPermissions(this.parts, entityRef, query, options);
  }

  reach(
    entityRef: string,
    query: ParsedReachQuery,
    options: AskOptions,
  ): Promise<ReachResponse> {
    return listReach(this.parts, entityRef, query, options);
  }

  object(
    entityRef: string,
    query: ParsedObjectQuery,
    options: AskOptions,
  ): Promise<EvidenceObject> {
    return askObject(this.parts, entityRef, query, options);
  }

  judge(
    request: ParsedJudgeRequest,
    options: AskOptions,
  ): Promise<JudgeResponse> {
    return judgeConnection(this.parts, request, options);
  }

  whatIf(
    request: ParsedWhatIfRequest,
    options: AskOptions,
  ): Promise<WhatIfResponse> {
    return askWhatIf(this.parts, request, options);
  }

  async clusters(): Promise<ClustersResponse> {
    return {
      now: this.parts.clock().toISOString(),
      clusters: this.parts.store.all().map(toClusterStatus),
    };
  }

  private async inCluster(
    cluster: string,
    own: ReadonlySet<string>,
    { credentials }: AskOptions,
  ) {
    const { store, answers, peers, controls, warmer } = this.parts;
    const state = store.get(cluster);
    const { snapshot } = state;
    if (!snapshot) return [];
    const names = answers.names(snapshot);
    own.forEach(key => warmer.note(cluster, key));
    const postures = [...own].map(key => answers.posture(snapshot, key));
    const assessed = await controls.of(
      cluster,
      postures.map(({ key, ref }) => ({ key, namespace: ref.namespace })),
    );
    const shaped = postures.map(posture =>
      this.shapes.of(cluster, posture, assessed.get(posture.key), names),
    );
    const view = await peers.view(
      state,
      shaped.flatMap(({ mentioned }) => mentioned),
      { credentials, own },
    );
    return shaped.map(one => toWorkloadPosture(one, names, view));
  }
}
