import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { Pause } from '../cluster/pause';
import { HistoryStore } from './HistoryStore';
import { PermissiveAges } from './PermissiveAges';
import { recordHistory, RecordingParts } from './recordHistory';

/** How soon other processes learn of ages that one of them saw first. */
const REFRESH_MS = 60_000;

export interface HistoryParts extends RecordingParts {
  readonly history: HistoryStore;
  readonly ages: PermissiveAges;
  readonly scheduler: SchedulerService;
  readonly intervalMs: number;
  readonly retentionMs: number;
  readonly logger: LoggerService;
  readonly pause: Pause;
  /** A cluster whose ages changed. */
  readonly agesChanged: (cluster: string) => void;
  /** Called after each recording. */
  readonly onRecorded: () => Promise<void>;
}

/**
 * Records history again and again, in one process of the fleet: the scheduler
 * hands out the turns. What is written is a comparison with what was written
 * before, so that a second turn that comes early writes nothing twice.
 */
export async function startHistory(
  parts: HistoryParts,
): Promise<{ readonly stop: () => void }> {
  const { scheduler, history, ages, intervalMs, retentionMs, clock, pause } =
    parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  const refreshAges = async () =>
    (await ages.refresh()).forEach(parts.agesChanged);
  await scheduler.scheduleTask({
    id: 'zero-trust-history',
    frequency: { milliseconds: intervalMs },
    // The clusters are read first: what is not there yet is no news.
    initialDelay: { milliseconds: Math.min(intervalMs, 15_000) },
    timeout: { minutes: 5 },
    scope: 'global',
    fn: async () => {
      await recordHistory(parts);
      await parts.onRecorded();
      await refreshAges();
    },
  });
  await scheduler.scheduleTask({
    id: 'zero-trust-history-retention',
    frequency: { hours: 24 },
    initialDelay: { minutes: 10 },
    timeout: { minutes: 30 },
    scope: 'global',
    fn: async () => history.prune(new Date(clock().getTime() - retentionMs)),
  });
  const follow = async () => {
    while (!signal.aborted) {
      await refreshAges();
      await pause(REFRESH_MS, signal);
    }
  };
  void follow();
  return { stop: () => stopping.abort() };
}
