import { setImmediate as turn } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  controlAssessor,
  findFindings,
  ControlResult,
} from '@ztn/zero-trust-engine';
import { Pause } from '../cluster/pause';
import { ClusterSnapshot } from '../posture/ClusterSnapshot';
import { assessmentOf, ClusterAssessment } from './Assessment';
import { ComplianceSettings } from './ComplianceSettings';

/** A busy cluster changes all the time; people look at numbers now and then. */
const EVERY_MS = 2_000;
/** Ages grow although nothing changes. */
const AGAIN_MS = 60 * 60 * 1_000;

export interface AssessmentsOptions {
  readonly settings: ComplianceSettings;
  /** The newest snapshot of a cluster, if it has one. */
  readonly snapshotOf: (cluster: string) => ClusterSnapshot | undefined;
  readonly permissiveSince: (
    cluster: string,
    namespace: string,
  ) => Date | undefined;
  readonly pause: Pause;
  readonly clock: () => Date;
  readonly logger: LoggerService;
}

/** Assessments that keep up with snapshots. */
export interface Assessments {
  readonly current: (cluster: string) => ClusterAssessment | undefined;
  /** Says that a cluster has a new snapshot, or that ages became known. */
  readonly changed: (cluster: string) => void;
  readonly stop: () => void;
}

/**
 * Assesses a cluster after its snapshot changed, and now and then without a
 * change. Controls are assessed one by one with a turn of the event loop after
 * each, so that a large cluster keeps nobody waiting; an assessment that fails
 * leaves the last one, whose time says how old it is.
 */
export function startAssessments(options: AssessmentsOptions): Assessments {
  const { pause, logger, clock, snapshotOf } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const done = new Map<string, ClusterAssessment>();
  const waiting = new Set<string>();
  const running = new Set<string>();

  const assess = async (cluster: string) => {
    const snapshot = snapshotOf(cluster);
    if (!snapshot) return;
    try {
      const results = await resultsOf(snapshot, options, signal);
      if (results) done.set(cluster, assessmentOf(snapshot, clock(), results));
    } catch (error) {
      logger.error(`assessing cluster '${cluster}' failed`, error as Error);
    }
  };
  /** One at a time per cluster, the newest snapshot each time. */
  const keepUp = async (cluster: string) => {
    running.add(cluster);
    while (waiting.delete(cluster) && !signal.aborted) {
      await assess(cluster);
      await pause(EVERY_MS, signal);
    }
    running.delete(cluster);
  };
  const changed = (cluster: string) => {
    waiting.add(cluster);
    if (!running.has(cluster)) void keepUp(cluster);
  };
  const again = async () => {
    while (!signal.aborted) {
      await pause(AGAIN_MS, signal);
      if (!signal.aborted) [...done.keys()].forEach(changed);
    }
  };
  void again();
  return {
    current: cluster => done.get(cluster),
    changed,
    stop: () => stopping.abort(),
  };
}

/** Undefined when it was told to stop meanwhile. */
async function resultsOf(
  snapshot: ClusterSnapshot,
  { settings, permissiveSince, clock }: AssessmentsOptions,
  signal: AbortSignal,
): Promise<readonly ControlResult[] | undefined> {
  const checks = findFindings(snapshot.engine);
  while (!checks.next().done) {
    await turn();
    if (signal.aborted) return undefined;
  }
  const assess = controlAssessor(snapshot.engine, {
    at: clock(),
    settings: settings.tuning,
    permissiveSince: namespace => permissiveSince(snapshot.cluster, namespace),
  });
  const results: ControlResult[] = [];
  for (const { id } of settings.controls) {
    await turn();
    if (signal.aborted) return undefined;
    for (const result of assess(id)) results.push(result);
  }
  return results;
}
