/**
 * Work in pieces. Each `yield` is a moment at which something else may run, or
 * at which the work may be given up; nothing is lost but the work.
 */
export type Steps<T> = Generator<void, T, void>;

/** Does all of it at once. */
export function finish<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** Each item in a piece of its own. */
export function* inPieces<T, R>(
  items: Iterable<T>,
  work: (item: T) => R,
): Steps<R[]> {
  const results: R[] = [];
  for (const item of items) {
    results.push(work(item));
    yield;
  }
  return results;
}
