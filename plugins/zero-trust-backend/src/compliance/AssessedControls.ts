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

/** What people asked about, until the cluster is assessed again. */
interface Known {
  readonly waiverOf: WaiverOf;
  readonly results: Map<string, WorkloadControl[]>;
}

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

  /** Of each assessment, under the exceptions that counted last. */
  private readonly known = new WeakMap<ClusterAssessment, Known>();

  constructor(private readonly parts: AssessedControlsParts) {}

  async of(
    cluster: string,
    workloads: readonly AskedWorkload[],
  ): Promise<ReadonlyMap<string, WorkloadControls>> {
    const assessment = this.parts.assessmentOf(cluster);
    if (!assessment) return new Map();
    const waiverOf = await this.parts.waivers();
    const isOld =
      this.parts.store.get(cluster).snapshot !== assessment.snapshot;
    return new Map(
      workloads.flatMap(asked => {
        const results = this.resultsOf(cluster, asked, assessment, waiverOf);
        if (!results) return [];
        const at = assessment.at.toISOString();
        return [[asked.key, isOld ? { asOf: at, results } : { results }]];
      }),
    );
  }

  /** Undefined for one that is newer than the assessment. */
  private resultsOf(
    cluster: string,
    { key, namespace }: AskedWorkload,
    assessment: ClusterAssessment,
    waiverOf: WaiverOf,
  ): WorkloadControl[] | undefined {
    let known = this.known.get(assessment);
    if (known?.waiverOf !== waiverOf) {
      known = { waiverOf, results: new Map() };
      this.known.set(assessment, known);
    }
    const found = known.results.get(key);
    if (found) return found;
    const { byWorkload, byNamespace, ofCluster } = assessment;
    const own = byWorkload.get(key);
    // Its neighbourhood alone would mislead.
    if (!own) return undefined;
    const around = [...(byNamespace.get(namespace) ?? []), ...ofCluster];
    const judge = judgeWith(this.parts.settings, result =>
      waiverOf(cluster, result),
    );
    const results = [...judge([...own, ...around])]
      .sort(worstResultFirst)
      .flatMap(judged => this.summary(judged) ?? []);
    known.results.set(key, results);
    return results;
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
