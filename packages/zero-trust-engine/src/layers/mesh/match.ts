/** Whether something matches a request of which not everything is known. */
export type Match = 'yes' | 'no' | 'maybe';

/** All must match; `yes` for none at all. */
export function allMatch(matches: readonly Match[]): Match {
  if (matches.includes('no')) return 'no';
  return matches.includes('maybe') ? 'maybe' : 'yes';
}

/** One must match; `no` for none at all. */
export function anyMatch(matches: readonly Match[]): Match {
  if (matches.includes('yes')) return 'yes';
  return matches.includes('maybe') ? 'maybe' : 'no';
}

export function notMatch(match: Match): Match {
  if (match === 'maybe') return 'maybe';
  return match === 'yes' ? 'no' : 'yes';
}

export function matchOf(condition: boolean): Match {
  return condition ? 'yes' : 'no';
}
