import { Clock } from '../http/HostQueue';

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  private time = 0;
  private readonly sleepers: { until: number; wake: () => void }[] = [];
  private readonly pauses: number[] = [];
  private readonly watchers: ((milliseconds: number) => void)[] = [];
  private hasty = false;

  now(): number {
    return this.time;
  }

  /** From now on pauses take no time. */
  neverPause(): void {
    this.hasty = true;
  }

  pause(milliseconds: number): Promise<void> {
    if (this.hasty) return Promise.resolve();
    const watcher = this.watchers.shift();
    if (watcher) watcher(milliseconds);
    else this.pauses.push(milliseconds);
    return new Promise(wake => {
      this.sleepers.push({ until: this.time + milliseconds, wake });
    });
  }

  /** How long the next pause is that somebody makes, or made already. */
  nextPause(): Promise<number> {
    const known = this.pauses.shift();
    if (known !== undefined) return Promise.resolve(known);
    return new Promise(resolve => {
      this.watchers.push(resolve);
    });
  }

  advance(milliseconds: number): void {
    this.time += milliseconds;
    const due = this.sleepers.filter(({ until }) => until <= this.time);
    for (const sleeper of due) {
      this.sleepers.splice(this.sleepers.indexOf(sleeper), 1);
      sleeper.wake();
    }
  }
}
