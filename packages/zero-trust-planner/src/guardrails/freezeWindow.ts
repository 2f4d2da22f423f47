import { PlanFinding } from '../AccessPlan';
import { PlanSettings } from './PlanSettings';

/** A moment of every week: `day` from 0 (Sunday), `minute` of that day. */
export interface WeekMoment {
  readonly day: number;
  readonly minute: number;
}

/** A time in which nothing is submitted. Its end is no longer part of it. */
export interface FreezeWindow {
  /** IANA name: `Europe/Berlin`. */
  readonly timezone: string;
  readonly because?: string;
  /** Absent: all of them. */
  readonly clusters?: readonly string[];
  readonly tiers?: readonly string[];
  readonly when:
    | {
        readonly type: 'once';
        /** `2026-12-20T00:00`, by the clocks of the time zone. */
        readonly from: string;
        readonly to: string;
      }
    | {
        readonly type: 'weekly';
        readonly from: WeekMoment;
        readonly to: WeekMoment;
      };
}

/** When and where it is asked. */
export interface FreezeQuestion {
  readonly now: Date;
  readonly cluster: string;
  readonly tier: string;
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `freeze-window`: the first window that is open now; it stops a submit. */
export function freezeFindings(
  windows: readonly FreezeWindow[],
  { now, cluster, tier }: FreezeQuestion,
  { guardrails = {} }: Pick<PlanSettings, 'guardrails'> = {},
): readonly PlanFinding[] {
  const id = 'freeze-window';
  const level = guardrails[id] ?? 'block';
  const open = windows.find(
    ({ clusters, tiers, ...window }) =>
      (clusters?.includes(cluster) ?? true) &&
      (tiers?.includes(tier) ?? true) &&
      isOpen(window, now),
  );
  if (!open || level === 'off') return [];
  const because = open.because === undefined ? '' : `: ${open.because}`;
  return [
    {
      id,
      level,
      message: `No change until ${endOf(open)} (${open.timezone})${because}.`,
    },
  ];
}

function isOpen({ timezone, when }: FreezeWindow, now: Date): boolean {
  const { date, time, day, minute } = clockIn(timezone, now);
  if (when.type === 'once') {
    const at = `${date}T${time}`;
    return when.from <= at && at < when.to;
  }
  const [at, from, to] = [{ day, minute }, when.from, when.to].map(minuteOf);
  // A window may go over the end of the week.
  return from <= to ? from <= at && at < to : from <= at || at < to;
}

function minuteOf({ day, minute }: WeekMoment): number {
  return day * 24 * 60 + minute;
}

function endOf({ when }: FreezeWindow): string {
  if (when.type === 'once') return when.to.replace('T', ' ');
  const { day, minute } = when.to;
  const text = (part: number) => String(part).padStart(2, '0');
  return `${days[day]} ${text(Math.floor(minute / 60))}:${text(minute % 60)}`;
}

/** What the clocks of a time zone show. */
function clockIn(timeZone: string, now: Date) {
  const parts = new Map(
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
    day: days.indexOf(part('weekday')),
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  };
}
