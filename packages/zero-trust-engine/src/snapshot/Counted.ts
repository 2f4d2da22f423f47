/**
 * A set whose members are there as often as somebody put them in. The set itself
 * is a new one only when a member comes or goes.
 */
export class Counted<T> {
  private readonly counts = new Map<T, number>();
  private current: ReadonlySet<T> | undefined;

  add(member: T): void {
    const count = this.counts.get(member) ?? 0;
    this.counts.set(member, count + 1);
    if (count === 0) this.current = undefined;
  }

  remove(member: T): void {
    const count = this.counts.get(member) ?? 0;
    if (count > 1) {
      this.counts.set(member, count - 1);
    } else {
      this.counts.delete(member);
      this.current = undefined;
    }
  }

  get members(): ReadonlySet<T> {
    this.current ??= new Set(this.counts.keys());
    return this.current;
  }
}
