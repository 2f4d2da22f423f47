import { DateTime } from 'luxon';

/** A moment as people read it: the clock, how long ago, and in full. */
export interface TimeWords {
  /** `14:02:11`, or with the date when it was another day. */
  clock: string;
  /** `12 seconds ago`. */
  relative: string;
  /** With date and time zone. */
  full: string;
}

/**
 * Words for an ISO 8601 moment. `now` is the server's clock: a reader's clock
 * that is wrong must not make fresh answers look stale. `undefined` for a text
 * that is no moment.
 */
export function timeWords(iso: string, now: string): TimeWords | undefined {
  const time = DateTime.fromISO(iso);
  const base = DateTime.fromISO(now);
  if (!time.isValid || !base.isValid) return undefined;
  const clock = time.hasSame(base, 'day')
    ? time.toLocaleString(DateTime.TIME_24_WITH_SECONDS)
    : time.toLocaleString(DateTime.DATETIME_MED);
  return {
    clock,
    relative: time.toRelative({ base }) ?? clock,
    full: time.toLocaleString(DateTime.DATETIME_FULL_WITH_SECONDS),
  };
}
