import { Timing } from '../timing';
import { StoredWaiver } from './Waiver';
import { WaiverStore } from './WaiverStore';

/** How long another replica's exception may go unseen. */
const FRESH_MS = 1_000;

/**
 * The exceptions that count now, for answers that are asked for many times in a
 * second. What this process changes is seen at once, what another one changes a
 * second later, and what ends by itself at its time.
 */
export class CurrentWaivers {
  private last?: {
    readonly since: number;
    readonly list: Promise<readonly StoredWaiver[]>;
  };

  constructor(
    private readonly store: Pick<WaiverStore, 'active'>,
    private readonly timing: Pick<Timing, 'clock' | 'elapsedMs'>,
  ) {}

  /** Soon ending first; the same list as long as it says the same. */
  async get(): Promise<readonly StoredWaiver[]> {
    const list = await this.read();
    const now = this.timing.clock().toISOString();
    return list.every(({ expiresAt }) => expiresAt > now)
      ? list
      : list.filter(({ expiresAt }) => expiresAt > now);
  }

  /** They are others now. */
  forget(): void {
    this.last = undefined;
  }

  private read(): Promise<readonly StoredWaiver[]> {
    const { clock, elapsedMs } = this.timing;
    if (this.last && elapsedMs() - this.last.since < FRESH_MS) {
      return this.last.list;
    }
    const list = this.store.active(clock());
    const read = { since: elapsedMs(), list };
    this.last = read;
    // A failure is told to who asked, and not remembered.
    list.catch(() => {
      if (this.last === read) this.forget();
    });
    return list;
  }
}
