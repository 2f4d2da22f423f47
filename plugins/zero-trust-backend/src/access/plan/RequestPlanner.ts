import { Entity } from '@backstage/catalog-model';
import {
  AccessSpec,
  POLICY_SOURCE_ANNOTATION,
} from '@ztn/backstage-plugin-zero-trust-common';
import { parseWorkloadRef } from '@ztn/zero-trust-engine';
import { ClusterSnapshot } from '../../posture/ClusterSnapshot';
import { clusterUnavailable } from '../../posture/errors';
import {
  EndFacts,
  freezeFindings,
  MergedInput,
  PlanInput,
} from '@ztn/zero-trust-planner';
import { SnapshotStore } from '../../posture/SnapshotStore';
import { AccessSettings, ClusterRules } from '../config/AccessSettings';
import { SourceHosts } from '../git/SourceHosts';
import { ownersOf, ReviewerDirectory } from '../review/ReviewerDirectory';
import { liveOrigins } from './liveOrigins';
import { PlanBudget } from './PlanBudget';
import { MergedJudgement, Planner } from './Planner';
import { PlannedAccess, ResolvedEnd, ResolvedEnds } from './PlannedAccess';
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

/** What judging a merge may take: nobody waits, and it must come to an end. */
const backgroundMs = 60_000;

/** Plans requests: for previews, at submit, and in the work behind. */
export class RequestPlanner {
  constructor(
    private readonly parts: {
      readonly planner: Planner;
      readonly sources: SourceHosts;
      readonly settings: AccessSettings;
      readonly directory: ReviewerDirectory;
      readonly snapshots: SnapshotStore;
      readonly clock: () => Date;
      readonly busyMs: () => number;
    },
  ) {}

  async plan(request: RequestToPlan): Promise<PlannedAccess> {
    const { spec, entities, ends } = request;
    const { planner, sources, directory } = this.parts;
    const { objects } = this.snapshotOf(spec);
    const rules = this.rulesAt(spec, ends.callee);
    const owners = ownersOf(entities.callee);
    return planRequest(planner, {
      input: this.inputOf(request),
      spec,
      requestId: request.requestId,
      sources: sources.ofCluster(spec.cluster),
      annotations: {
        ...annotationOf(
          'caller',
          entities.caller,
          this.rulesAt(spec, ends.caller),
        ),
        ...annotationOf('callee', entities.callee, rules),
      },
      provenance: liveOrigins(objects, ends),
      environment: rules.environment,
      rules,
      budget: new PlanBudget(this.parts),
      aroundIt: this.aroundIt(spec, rules),
      ownersIn: ({ logins, source: { repo } }) =>
        directory.codeownersOf(owners, logins, organizationOf(repo)),
      reviewers: owners.map(ref => ({ ref, required: true })),
    });
  }

  /** Guardrails about the moment: they stop a submit, and no preview. */
  private aroundIt({ cluster }: AccessSpec, { tier }: ClusterRules) {
    const { settings, clock } = this.parts;
    return freezeFindings(
      settings.freezeWindows,
      { now: clock(), cluster, tier },
      { guardrails: settings.guardrailsOf(tier) },
    );
  }

  /**
   * What the namespace of an end asks of requests now; `undefined` while nothing
   * is known of its cluster.
   */
  rulesOf(
    spec: AccessSpec,
    end: Pick<ResolvedEnd, 'workload'>,
  ): ClusterRules | undefined {
    const { snapshot } = this.parts.snapshots.get(spec.cluster);
    return snapshot && this.rulesAt(spec, end);
  }

  private rulesAt(
    spec: AccessSpec,
    { workload }: Pick<ResolvedEnd, 'workload'>,
  ): ClusterRules {
    const { namespaces } = this.snapshotOf(spec).engine.snapshot;
    const name = parseWorkloadRef(workload)?.namespace ?? '';
    const found = namespaces.get(name);
    return this.parts.settings.rulesOf(spec.cluster, {
      name,
      // Of one that only its objects tell of, no label is known.
      ...(found?.declared ? { labels: found.labels } : {}),
    });
  }

  private snapshotOf({ cluster }: AccessSpec): ClusterSnapshot {
    const { snapshot } = this.parts.snapshots.get(cluster);
    if (!snapshot) throw clusterUnavailable(cluster);
    return snapshot;
  }

  /** What was merged, judged as a new request would be. */
  async judgeMerged(
    request: Pick<RequestToPlan, 'spec' | 'ends'> & {
      readonly entities?: EndEntities;
    },
    merged: Pick<MergedInput, 'objects' | 'before'>,
  ): Promise<MergedJudgement> {
    const steps = this.parts.planner.judgeMerged({
      ...this.inputOf(request),
      ...merged,
    });
    return new PlanBudget(this.parts, backgroundMs).run(steps);
  }

  /** What the planner is asked, also of what was merged. */
  private inputOf({
    spec,
    ends,
    entities,
  }: Pick<RequestToPlan, 'spec' | 'ends'> & {
    /** Absent: gone from the catalog, after the merge. */
    readonly entities?: EndEntities;
  }): PlanInput {
    const { settings } = this.parts;
    const snapshot = this.snapshotOf(spec);
    const caller = this.rulesAt(spec, ends.caller);
    const callee = this.rulesAt(spec, ends.callee);
    const factsOf = (
      entity: Entity,
      { environment }: ClusterRules,
    ): EndFacts => ({
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
    const mayMerge = settings.sources.some(
      ({ clusters, strategy }) =>
        clusters.includes(spec.cluster) && strategy === 'merge',
    );
    return {
      engine: snapshot.engine,
      goal: goalOf(spec, ends),
      // Each object that could take a rule is tried: only where it may.
      ...(mayMerge ? { objects: snapshot.objects } : {}),
      settings: {
        ...settings.limits,
        tier: callee.tier,
        guardrails: settings.guardrailsOf(callee.tier),
        strategy: mayMerge ? 'merge' : 'newObject',
      },
      ...(entities
        ? {
            facts: {
              caller: factsOf(entities.caller, caller),
              callee: factsOf(entities.callee, callee),
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

/** `acme` of `https://github.com/acme/gitops`. */
const organizationOf = (repo: string): string =>
  new URL(repo).pathname.split('/')[1] ?? '';

/** The one for the environment of the end first. */
function annotationOf(
  side: 'caller' | 'callee',
  { metadata: { annotations = {} } }: Entity,
  { environment }: ClusterRules,
): { readonly caller?: string; readonly callee?: string } {
  const value =
    annotations[`${POLICY_SOURCE_ANNOTATION}.${environment}`] ??
    annotations[POLICY_SOURCE_ANNOTATION];
  return value === undefined ? {} : { [side]: value };
}
