import { randomBytes } from 'node:crypto';

/** Crockford's alphabet, in lower case: no `i`, `l`, `o` and `u`. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** A ULID in lower case: 48 bits of time, so that ids sort, and 80 of chance. */
export function newId(now: Date): string {
  return timeOf(now) + chance();
}

/** Ids that sort as they were given out, also within one millisecond. */
export function idSequence(): (now: Date) => string {
  let last = '';
  return now => {
    const time = timeOf(now);
    // One more than the last one of the same millisecond, or of an earlier
    // clock that ran ahead.
    last =
      last.slice(0, 10) >= time && last !== ''
        ? last.slice(0, 10) + increment(last.slice(10))
        : time + chance();
    return last;
  };
}

/** The part of an id that branches, titles and people use. */
export const shortIdOf = (id: string): string => id.slice(-12);

function timeOf(now: Date): string {
  let rest = now.getTime();
  let text = '';
  for (let place = 0; place < 10; place += 1) {
    text = alphabet[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

const chance = (): string =>
  [...randomBytes(16)].map(byte => alphabet[byte % 32]).join('');

function increment(text: string): string {
  const places = [...text];
  for (let place = places.length - 1; place >= 0; place -= 1) {
    const next = alphabet.indexOf(places[place]) + 1;
    places[place] = alphabet[next % 32];
    if (next < 32) break;
  }
  return places.join('');
}
