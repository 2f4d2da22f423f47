import { compareText } from './compareText';

/** Up to so many new keys are put where they belong; more are sorted. */
const few = 64;

/** Distinct texts in order, of which some come and go. */
export class SortedKeys {
  private sorted: string[] = [];
  private added: string[] = [];

  get keys(): readonly string[] {
    if (this.added.length > few) {
      this.sorted = [...this.sorted, ...this.added].sort(compareText);
    } else {
      for (const key of this.added) this.sorted.splice(this.place(key), 0, key);
    }
    this.added = [];
    return this.sorted;
  }

  /** @param key - one that is not there */
  add(key: string): void {
    this.added.push(key);
  }

  remove(key: string): void {
    const waiting = this.added.indexOf(key);
    if (waiting !== -1) {
      this.added.splice(waiting, 1);
      return;
    }
    const place = this.place(key);
    if (this.sorted[place] === key) this.sorted.splice(place, 1);
  }

  private place(key: string): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.sorted[middle] < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
