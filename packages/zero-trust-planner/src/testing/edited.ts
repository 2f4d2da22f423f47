import { OrRefusal } from '../EditRefusal';

/** The value of an accepted answer; the refusal as an error otherwise. */
export const acceptedValue = <T>(answer: OrRefusal<T>): T => {
  if (answer.ok) return answer.value;
  throw new Error(`${answer.refusal.code}: ${answer.refusal.message}`);
};

/** The refusal; an error when there is none. */
export const refusalOf = <T>(answer: OrRefusal<T>) => {
  if (!answer.ok) return answer.refusal;
  throw new Error('nothing was refused');
};

/** Lines that are new and lines that are gone, in order, as a diff marks them. */
export const changedLines = (before: string, after: string): string[] => {
  const old = before.split('\n');
  const fresh = after.split('\n');
  let head = 0;
  while (head < old.length && old[head] === fresh[head]) head++;
  let tail = 0;
  while (
    tail < Math.min(old.length, fresh.length) - head &&
    old.at(-1 - tail) === fresh.at(-1 - tail)
  ) {
    tail++;
  }
  return [
    ...old.slice(head, old.length - tail).map(line => `-${line}`),
    ...fresh.slice(head, fresh.length - tail).map(line => `+${line}`),
  ];
};
