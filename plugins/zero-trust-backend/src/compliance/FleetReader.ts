import { ComplianceResponse } from '@ztn/backstage-plugin-zero-trust-common';
import { ControlResult } from '@ztn/zero-trust-engine';
import { EntityIndex } from '../mapping/EntityIndex';
import { ClusterState } from '../posture/ClusterSnapshot';
import { SnapshotStore } from '../posture/SnapshotStore';
import { toFreshness } from '../posture/toFreshness';
import { ClusterAssessment } from './Assessment';
import { ComplianceSettings } from './ComplianceSettings';
import { Fleet, FleetPlace, FleetWorkload } from './Fleet';
import { judgeWith } from './judgeWith';

/** The exception that covers a result, if there is one now. */
export type WaiverOf = (
  cluster: string,
  result: ControlResult,
) => string | undefined;

/** How old the data behind an answer is. */
export type DataAge = Pick<
  ComplianceResponse,
  'now' | 'clusters' | 'partial' | 'excludedWorkloads'
>;

export interface FleetReaderParts {
  readonly store: SnapshotStore;
  readonly index: EntityIndex;
  readonly settings: ComplianceSettings;
  readonly assessmentOf: (cluster: string) => ClusterAssessment | undefined;
  /** Read once for each answer. */
  readonly waivers: () => Promise<WaiverOf>;
  readonly clock: () => Date;
}

/** Puts the assessments of all clusters together with the catalog's names. */
export class FleetReader {
  constructor(private readonly parts: FleetReaderParts) {}

  async read(): Promise<Fleet> {
    const waiverOf = await this.parts.waivers();
    const places = this.parts.store.all().flatMap(state => {
      const assessment = this.parts.assessmentOf(state.cluster);
      return assessment ? [this.readCluster(state, assessment, waiverOf)] : [];
    });
    return {
      workloads: places.flatMap(p => p.workloads),
      namespaces: places.flatMap(p => p.namespaces),
      clusters: places.flatMap(p => p.clusters),
      excludedWorkloads: places.reduce((n, p) => n + p.excludedWorkloads, 0),
    };
  }

  /** @param excludedWorkloads - of the answer that this is the age of */
  age(excludedWorkloads: number): DataAge {
    const clusters = this.parts.store.all().map(state => {
      const assessedAt = this.parts.assessmentOf(state.cluster)?.at;
      return {
        ...toFreshness(state),
        ...(assessedAt ? { assessedAt: assessedAt.toISOString() } : {}),
      };
    });
    return {
      now: this.parts.clock().toISOString(),
      clusters,
      partial: clusters.some(
        ({ state, assessedAt }) => state !== 'watching' || !assessedAt,
      ),
      excludedWorkloads,
    };
  }

  private readCluster(
    state: ClusterState,
    assessment: ClusterAssessment,
    waiverOf: WaiverOf,
  ): Fleet {
    const { cluster } = state;
    const { excludedNamespaces } = this.parts.settings;
    const { workloads } = assessment.snapshot.engine.snapshot;
    const counted = workloads.filter(w => !excludedNamespaces.has(w.namespace));
    const judge = judgeWith(this.parts.settings, result =>
      waiverOf(cluster, result),
    );
    return {
      workloads: counted.map((workload): FleetWorkload => {
        const { key, namespace, ref } = workload;
        const entities = this.parts.index.entitiesOf(state, key);
        return {
          id: `${cluster}/${key}`,
          cluster,
          key,
          namespace,
          kind: ref.kind,
          name: ref.name,
          entities,
          owners: distinct(entities.map(({ owner }) => owner)),
          systems: distinct(
            entities.map(e => this.parts.index.systemOf(e.entityRef)),
          ),
          results: judge(assessment.byWorkload.get(key) ?? []),
        };
      }),
      namespaces: [...assessment.byNamespace]
        .filter(([namespace]) => !excludedNamespaces.has(namespace))
        .map(
          ([namespace, results]): FleetPlace => ({
            cluster,
            namespace,
            results: judge(results),
          }),
        ),
      clusters: [{ cluster, results: judge(assessment.ofCluster) }],
      excludedWorkloads: workloads.length - counted.length,
    };
  }
}

function distinct(names: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(names.flatMap(name => name ?? []))];
}
