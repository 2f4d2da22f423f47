import { setImmediate } from 'node:timers/promises';
import { Steps } from '@ztn/zero-trust-planner';
import { planTimeout } from '../errors';

/** So long a plan keeps everybody else waiting at a time. */
const sliceMs = 40;
/** What a preview may take in all; somebody waits for it. */
const previewMs = 10_000;

/** What time is measured with, and how others get their turn. */
export interface BudgetParts {
  /** Milliseconds since some moment, as work takes them. */
  readonly busyMs: () => number;
  readonly turn?: () => Promise<unknown>;
}

/**
 * The time of one plan. A proof over a large cluster is seconds of work in one
 * process that answers everybody: it is done in slices, between which other
 * requests are answered, and given up when it takes too long.
 */
export class PlanBudget {
  private readonly started: number;
  private since: number;
  private readonly turn: () => Promise<unknown>;

  constructor(
    private readonly parts: BudgetParts,
    private readonly budgetMs = previewMs,
  ) {
    this.started = parts.busyMs();
    this.since = this.started;
    this.turn = parts.turn ?? nextTurn;
  }

  /** Throws `PLAN_TIMEOUT` when the time is up. */
  async run<T>(steps: Steps<T>): Promise<T> {
    let step = steps.next();
    while (!step.done) {
      await this.breathe();
      step = steps.next();
    }
    return step.value;
  }

  /** Lets others run when it is their turn. Throws `PLAN_TIMEOUT`. */
  async breathe(): Promise<void> {
    const now = this.parts.busyMs();
    if (now - this.started > this.budgetMs) throw planTimeout(this.budgetMs);
    if (now - this.since < sliceMs) return;
    await this.turn();
    this.since = this.parts.busyMs();
  }
}

/** Connections that ended meanwhile are let go of in the second one. */
async function nextTurn(): Promise<void> {
  await setImmediate();
  await setImmediate();
}
