import {
  ControlCounts,
  HistoryResponse,
} from '@ztn/backstage-plugin-zero-trust-common';

/** One day of a chart; without counts nobody looked on it. */
export interface TrendDay {
  readonly day: string;
  readonly counts?: ControlCounts;
}

/** Every day up to today, recorded or not, oldest first. */
export function trendDays(
  { now, days }: HistoryResponse,
  length: number,
): readonly TrendDay[] {
  const recorded = new Map(days.map(({ day, counts }) => [day, counts]));
  const today = new Date(now).getTime();
  return Array.from({ length }, (_, i) => {
    const time = today - (length - 1 - i) * 24 * 60 * 60 * 1_000;
    const day = new Date(time).toISOString().slice(0, 10);
    return { day, counts: recorded.get(day) };
  });
}
