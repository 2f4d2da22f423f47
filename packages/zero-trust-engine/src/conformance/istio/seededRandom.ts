/** A stream of choices that a text decides, so that a failure comes again. */
export interface Random {
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
}

/** Mulberry32, seeded with a hash of the text. */
export function seededRandom(seed: string): Random {
  let state = Array.from(seed).reduce(
    (hash, char) => Math.imul(hash, 31) + char.charCodeAt(0),
    7,
  );
  const next = () => {
    state = Math.imul(state + 0x6d2b79f5, 1);
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: probability => next() < probability,
    pick: items => items[below(items.length)],
  };
}
