/** A moment for each object of a kind: the first is the oldest. */
export const dated = (index: number) => `2026-01-0${index + 1}T00:00:00Z`;
