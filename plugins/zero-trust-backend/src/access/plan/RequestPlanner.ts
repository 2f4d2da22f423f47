import { Entity } from '@backstage/catalog-model';
import {
  AccessSpec,
  POLICY_SOURCE_ANNOTATION,
} from '@ztn/backstage-plugin-zero-trust-common';
import { clusterUnavailable } from '../../posture/errors';
import { EndFacts, PlanInput } from '@ztn/zero-trust-planner';
import { SnapshotStore } from '../../posture/SnapshotStore';
import { AccessSettings } from '../config/AccessSettings';
import { SourceHosts } from '../git/SourceHosts';
import { ownersOf } from '../review/ReviewerDirectory';
import { Planner } from './Planner';
import { PlannedAccess, ResolvedEnds } from './PlannedAccess';
import { goalOf, planRequest } from './planRequest';
import { EndEntities } from './resolveEnds';

/** What a plan is asked for. */
export interface RequestToPlan {
  readonly spec: AccessSpec;
  readonly ends: ResolvedEnds;
  readonly entities: EndEntities;
  /** Absent in a preview. */
  readonly requestId?: string;
}

/** Plans requests: for previews, at submit, and in the work behind. */
export class RequestPlanner {
  constructor(
    private readonly parts: {
      readonly planner: Planner;
      readonly sources: SourceHosts;
      readonly settings: AccessSettings;
      readonly snapshots: SnapshotStore;
    },
  ) {}

  async plan(request: RequestToPlan): Promise<PlannedAccess> {
    const { spec, entities } = request;
    const { planner, sources } = this.parts;
    return planRequest(planner, {
      input: this.inputOf(request),
      spec,
      requestId: request.requestId,
      sources: sources.ofCluster(spec.cluster),
      annotations: {
        ...annotationOf('caller', entities.caller),
        ...annotationOf('callee', entities.callee),
      },
      environment: this.parts.settings.rulesOf(spec.cluster).environment,
      requiredApprovals: this.parts.settings.rulesOf(spec.cluster)
        .requiredApprovals,
      reviewers: ownersOf(entities.callee).map(ref => ({
        ref,
        required: true,
      })),
    });
  }

  /** What the planner is asked, also of what was merged. */
  inputOf({
    spec,
    ends,
    entities,
  }: Pick<RequestToPlan, 'spec' | 'ends'> & {
    /** Absent: gone from the catalog, after the merge. */
    readonly entities?: EndEntities;
  }): PlanInput {
    const { settings, snapshots } = this.parts;
    const { snapshot } = snapshots.get(spec.cluster);
    if (!snapshot) throw clusterUnavailable(spec.cluster);
    const { tier, environment } = settings.rulesOf(spec.cluster);
    const factsOf = (entity: Entity): EndFacts => ({
      cluster: spec.cluster,
      ...(environment === undefined ? {} : { environment }),
      tags: [
        ...(entity.metadata.tags ?? []),
        ...Object.entries(entity.metadata.labels ?? {}).map(
          ([key, value]) => `${key}=${value}`,
        ),
      ],
      owners: ownersOf(entity).length,
    });
    return {
      engine: snapshot.engine,
      goal: goalOf(spec, ends),
      settings: {
        ...settings.limits,
        tier,
        guardrails: settings.guardrails,
        strategy: settings.sources.some(
          source =>
            source.clusters.includes(spec.cluster) &&
            source.strategy === 'merge',
        )
          ? 'merge'
          : 'newObject',
      },
      ...(entities
        ? {
            facts: {
              caller: factsOf(entities.caller),
              callee: factsOf(entities.callee),
            },
            names: {
              caller: entities.caller.metadata.name,
              callee: entities.callee.metadata.name,
            },
          }
        : {}),
    };
  }
}

function annotationOf(
  side: 'caller' | 'callee',
  { metadata }: Entity,
): { readonly caller?: string; readonly callee?: string } {
  const value = metadata.annotations?.[POLICY_SOURCE_ANNOTATION];
  return value === undefined ? {} : { [side]: value };
}
