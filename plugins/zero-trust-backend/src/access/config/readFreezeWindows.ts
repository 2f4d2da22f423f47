import { FreezeWindow, WeekMoment } from '@ztn/zero-trust-planner';
import { z } from 'zod';

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const weekMoment = z.string().transform((text, context): WeekMoment => {
  const [, day = '', hour = '', minute = ''] =
    /^(sun|mon|tue|wed|thu|fri|sat)[a-z]* ([01]\d|2[0-3]):([0-5]\d)$/i.exec(
      text,
    ) ?? [];
  if (day === '') {
    const message = "is no moment of a week; it is written 'Fri 16:00'";
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }
  return {
    day: days.indexOf(day.toLowerCase()),
    minute: Number(hour) * 60 + Number(minute),
  };
});

/** A day, or a minute of it, by the clocks of the window's time zone. */
const moment = z.string().refine(isMoment, {
  message:
    "is no moment; it is written '2026-12-20' or '2026-12-20T16:00', without an offset",
});

function isMoment(text: string): boolean {
  const [, date, time = '00:00'] =
    /^(\d{4}-\d\d-\d\d)(?:T(([01]\d|2[0-3]):[0-5]\d))?$/.exec(text) ?? [];
  const at = new Date(`${date}T${time}Z`);
  // Not the 30th of February.
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === date;
}

const timezone = z.string().refine(isTimezone, {
  message: "is no time zone; it is written 'Europe/Berlin'",
});

function isTimezone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en-US', { timeZone }));
  } catch {
    return false;
  }
}

/** `zeroTrust.accessRequests.freezeWindows`. */
export const freezeWindowsSchema = z.array(
  z
    .object({
      from: moment.optional(),
      to: moment.optional(),
      weekly: z
        .object({ from: weekMoment, to: weekMoment })
        .strict()
        .optional(),
      timezone: timezone.default('UTC'),
      because: z.string().max(200).optional(),
      clusters: z.array(z.string()).min(1).optional(),
      tiers: z
        .array(z.enum(['dev', 'staging', 'prod']))
        .min(1)
        .optional(),
    })
    .strict()
    .transform(({ from, to, weekly, ...rest }, context): FreezeWindow => {
      if (weekly && from === undefined && to === undefined) {
        return { ...rest, when: { type: 'weekly', ...weekly } };
      }
      const when =
        from === undefined || to === undefined || weekly
          ? undefined
          : { from: beginningOf(from), to: endOf(to) };
      if (!when || when.from >= when.to) {
        const message = when
          ? "ends before it begins: 'to' must be later than 'from'"
          : "has either 'from' and 'to', or 'weekly'";
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      }
      return { ...rest, when: { type: 'once', ...when } };
    }),
);

const beginningOf = (text: string): string =>
  text.includes('T') ? text : `${text}T00:00`;

/** A day as the end is part of the window as a whole. */
function endOf(text: string): string {
  if (text.includes('T')) return text;
  const next = new Date(`${text}T00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return `${next.toISOString().slice(0, 10)}T00:00`;
}
