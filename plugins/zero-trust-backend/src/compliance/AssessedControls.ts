import {
  WorkloadControl,
  WorkloadControls,
} from '@ztn/backstage-plugin-zero-trust-common';
import { controls } from '@ztn/zero-trust-engine';
import { AskedWorkload, ControlAnswers } from '../posture/ControlAnswers';
import { SnapshotStore } from '../posture/SnapshotStore';
import { ClusterAssessment } from './Assessment';
import { ComplianceSettings } from './ComplianceSettings';
import { WaiverOf } from './FleetReader';
import { Judged } from './Fleet';
import { judgeWith } from './judgeWith';
import { worstResultFirst } from './worstResultFirst';

export interface AssessedControlsParts {
  readonly store: SnapshotStore;
  readonly settings: ComplianceSettings;
  readonly assessmentOf: (cluster: string) => ClusterAssessment | undefined;
  /** Read once for each answer. */
  readonly waivers: () => Promise<WaiverOf>;
}

/** The controls of single workloads, out of the assessment of their cluster. */
export class AssessedControls implements ControlAnswers {
  private readonly byId = new Map(
    controls.map(control => [control.id, control]),
  );

  constructor(private readonly parts: AssessedControlsParts) {}

  async of(
    cluster: string,
    workloads: readonly AskedWorkload[],
  ): Promise<ReadonlyMap<string, WorkloadControls>> {
    const assessment = this.parts.assessmentOf(cluster);
    if (!assessment) return new Map();
    const waiverOf = await this.parts.waivers();
    const judge = judgeWith(this.parts.settings, result =>
      waiverOf(cluster, result),
    );
    const { snapshot, at, byWorkload, byNamespace, ofCluster } = assessment;
    const isOld = this.parts.store.get(cluster).snapshot !== snapshot;
    return new Map(
      workloads.flatMap(({ key, namespace }) => {
        const own = byWorkload.get(key);
        // Newer than the assessment: its neighbourhood alone would mislead.
        if (!own) return [];
        const around = [...(byNamespace.get(namespace) ?? []), ...ofCluster];
        const results = [...judge([...own, ...around])]
          .sort(worstResultFirst)
          .flatMap(judged => this.summary(judged) ?? []);
        return [
          [key, isOld ? { asOf: at.toISOString(), results } : { results }],
        ];
      }),
    );
  }

  private summary(judged: Judged): WorkloadControl | undefined {
    const { result, severity, state, waiver } = judged;
    const control = this.byId.get(result.control);
    if (!control || state === 'not-applicable') return undefined;
    const missing = result.evidence.filter(({ holds }) => holds !== true);
    return {
      control: control.id,
      title: control.title,
      scope: control.scope,
      severity,
      state,
      ...(waiver === undefined ? {} : { actual: result.state }),
      because: missing.map(({ holds: _, ...part }) => ({
        ...part,
        sentence: control.reasons[part.reason] ?? part.reason,
        params: { ...part.params },
      })),
      more: 0,
    };
  }
}
