import { rateLimited } from '../errors';

/**
 * How often a person may ask in a minute, in this process. Expensive questions
 * only; what must hold for the whole fleet is counted in the database.
 */
export class RateLimiter {
  private readonly asked = new Map<string, number[]>();

  constructor(
    private readonly most: number,
    private readonly clock: () => Date,
  ) {}

  /** Throws when it is once too often. */
  take(userRef: string): void {
    const now = this.clock().getTime();
    const recent = (this.asked.get(userRef) ?? []).filter(
      at => now - at < 60_000,
    );
    if (recent.length >= this.most) {
      const wait = Math.ceil((60_000 - (now - recent[0])) / 1_000);
      throw rateLimited(
        `at most ${this.most} in a minute; try again in ${wait} s`,
        wait,
      );
    }
    recent.push(now);
    this.asked.delete(userRef);
    this.asked.set(userRef, recent);
    // Whoever asked longest ago is forgotten.
    const [oldest] = this.asked.keys();
    if (this.asked.size > 10_000) this.asked.delete(oldest);
  }
}
