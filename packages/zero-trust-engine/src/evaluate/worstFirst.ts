import {
  Outcome,
  Transport,
  strictestFirst,
  weakestFirst,
} from '../vocabulary';

/**
 * Answers of several replicas or ways, the strictest first, and of equal ones
 * the least protected: a whole is never said to be better than its worst part.
 * What is equal in both stays in order.
 */
export function worstFirst<T>(
  items: readonly T[],
  answerOf: (item: T) => {
    readonly outcome: Outcome;
    readonly transport: Transport;
  },
): readonly T[] {
  const rank = (item: T) => {
    const { outcome, transport } = answerOf(item);
    return (
      strictestFirst.indexOf(outcome) * weakestFirst.length +
      weakestFirst.indexOf(transport)
    );
  };
  return [...items].sort((a, b) => rank(a) - rank(b));
}
