/** Numbers that look random and are the same every time. */
export interface RandomNumbers {
  /** From 0 to `limit`, exclusive. */
  below(limit: number): number;
}

/** A linear congruential sequence: good enough to scatter, and repeatable. */
export function randomNumbers(seed: number): RandomNumbers {
  let state = (seed * 2654435761 + 1) % 4294967296;
  return {
    below(limit) {
      state = (state * 1664525 + 1013904223) % 4294967296;
      return Math.floor((state / 4294967296) * limit);
    },
  };
}
