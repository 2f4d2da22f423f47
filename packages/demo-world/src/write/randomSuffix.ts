import { randomInt } from 'node:crypto';

// Without vowels and look-alikes, as generated names are upstream.
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** Random letters for generated names, five unless told otherwise. */
export const randomSuffix = (length = 5): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
