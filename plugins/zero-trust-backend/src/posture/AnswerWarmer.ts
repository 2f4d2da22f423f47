import { setImmediate as turn } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { findFindings } from '@ztn/zero-trust-engine';
import { ClusterSnapshot } from './ClusterSnapshot';
import { SnapshotAnswers } from './SnapshotAnswers';

/** For so long somebody who has asked may well ask again. */
const RECENT_MS = 5 * 60 * 1_000;

/** So many workloads of a cluster are worked out anew; the rest when asked for. */
const MOST = 20;

/**
 * Works out anew, after a swap, what people have been looking at, so that nobody
 * waits for the first answer from a new snapshot. It lets the event loop turn
 * after each step, and leaves a snapshot that has been swapped out.
 */
export class AnswerWarmer {
  private readonly newest = new Map<string, ClusterSnapshot>();
  /** By cluster, then by workload: when it was last asked about. */
  private readonly asked = new Map<string, Map<string, number>>();

  constructor(
    private readonly answers: SnapshotAnswers,
    private readonly elapsedMs: () => number,
    private readonly logger: LoggerService,
  ) {}

  /** Somebody looks at a workload. */
  note(cluster: string, workload: string): void {
    const own = this.asked.get(cluster) ?? new Map<string, number>();
    own.delete(workload);
    own.set(workload, this.elapsedMs());
    const [oldest] = own.keys();
    if (own.size > MOST) own.delete(oldest);
    this.asked.set(cluster, own);
  }

  /** A cluster has another snapshot. */
  swapped(snapshot: ClusterSnapshot): void {
    const before = this.newest.get(snapshot.cluster);
    this.newest.set(snapshot.cluster, snapshot);
    if (before?.engine === snapshot.engine) return;
    this.warm(snapshot).catch(error => {
      const what = `working out answers about '${snapshot.cluster}' failed`;
      this.logger.error(what, error);
    });
  }

  private async warm(snapshot: ClusterSnapshot): Promise<void> {
    const recent = this.recent(snapshot);
    if (recent.length === 0) return;
    const isOld = () =>
      this.newest.get(snapshot.cluster)?.engine !== snapshot.engine;
    const steps = findFindings(snapshot.engine);
    while (!steps.next().done) {
      await turn();
      if (isOld()) return;
    }
    for (const workload of recent) {
      await turn();
      if (isOld()) return;
      this.answers.posture(snapshot, workload);
    }
  }

  private recent({ cluster, engine }: ClusterSnapshot): readonly string[] {
    const there = new Set(engine.snapshot.workloads.map(({ key }) => key));
    return [...(this.asked.get(cluster) ?? [])].flatMap(([workload, at]) =>
      there.has(workload) && this.elapsedMs() - at < RECENT_MS
        ? [workload]
        : [],
    );
  }
}
