import { DateTime } from 'luxon';

/** A moment in full, since a request is read long after; a text that is none stays. */
export function momentWords(iso: string): string {
  const time = DateTime.fromISO(iso);
  return time.isValid
    ? time.toLocaleString(DateTime.DATETIME_MED_WITH_SECONDS)
    : iso;
}
