import { randomUUID } from 'node:crypto';
import { stringifyError } from '@backstage/errors';
import { GitHostError } from '@ztn/backstage-plugin-zero-trust-node';
import { AccessRequestState } from '@ztn/backstage-plugin-zero-trust-common';
import { pullStates } from '../state/transition';
import { RequestRecord } from '../store/StoredRequest';
import { happen, save, soon } from './change';
import { closePulls } from './closePulls';
import { followSync, recordGrant, watchGrant } from './followMerge';
import { openPulls } from './openPulls';
import { replan } from './replan';
import { watchPulls } from './watchPulls';
import {
  LeaseLostError,
  Step,
  StepResult,
  WorkContext,
  WorkParts,
} from './WorkContext';

const leaseMs = 60_000;
const mostTries = 5;
/** Steps of one turn: a request has fewer states than that. */
const mostSteps = 20;

/** The work in each state; in the others nothing comes by itself. */
const steps: Partial<Record<AccessRequestState, Step>> = {
  submitting: openPulls,
  open: watchPulls,
  changes_requested: watchPulls,
  approved: watchPulls,
  merged: recordGrant,
  syncing: followSync,
  effective: watchGrant,
  verified: watchGrant,
  rejected: closePulls,
  cancelled: closePulls,
  expired: closePulls,
  superseded: closePulls,
};

/**
 * Moves requests on, in whatever process has the turn. One request is worked on
 * by the holder of its lease; every write names the version that it replaces, so
 * that one who lost the lease without knowing changes nothing.
 */
export class RequestWorker {
  private readonly name = randomUUID();
  private readonly running = new Set<Promise<void>>();
  private stopped = false;

  constructor(private readonly parts: WorkParts) {}

  /** Every request whose time has come. */
  async runDue(): Promise<void> {
    await this.parts.store.keys.forget();
    const ids = await this.parts.store.leases.due(100);
    for (const id of ids) {
      if (this.stopped) return;
      await this.process(id);
    }
  }

  /** Something may have happened to these: looks at once, without waiting. */
  hint(ids: readonly string[]): void {
    if (this.stopped) return;
    const done = (async () => {
      for (const id of ids) await this.look(id);
    })();
    this.running.add(done);
    void done.finally(() => this.running.delete(done));
  }

  /** A cluster has a new snapshot: what waits for it is looked at at once. */
  async clusterChanged(cluster: string): Promise<void> {
    try {
      this.hint(
        await this.parts.store.idsIn(cluster, [
          'merged',
          'syncing',
          'effective',
          'verified',
        ]),
      );
    } catch (error) {
      this.parts.logger.warn(`not rechecked: ${stringifyError(error)}`);
    }
  }

  /** A hint of a git host, whatever it says. */
  async pullChanged(pull?: {
    readonly repoKeys: readonly string[];
    readonly number?: number;
  }): Promise<void> {
    this.hint(await this.parts.store.idsOfPulls(pullStates, pull));
  }

  /** Until what is being done is done. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled([...this.running]);
  }

  /**
   * Something may have happened: looks at once, or, where somebody is at it, has
   * them look once more. What they read may be from before.
   */
  async look(id: string): Promise<void> {
    const { leases } = this.parts.store;
    if (await this.process(id)) return;
    try {
      await leases.remember(id);
    } catch (error) {
      this.parts.logger.warn(
        `no hint of request ${id}: ${stringifyError(error)}`,
      );
      return;
    }
    // Who had the lease may have given it back just before it was remembered.
    await this.process(id);
  }

  /**
   * Works as far as it goes, and once more when it was hinted at meanwhile; false
   * while somebody else has the lease.
   */
  private async process(id: string): Promise<boolean> {
    let turns = 0;
    do {
      if (!(await this.turn(id))) return turns > 0;
      turns += 1;
    } while (!this.stopped && (await this.isHinted(id)));
    return true;
  }

  private async isHinted(id: string): Promise<boolean> {
    try {
      return await this.parts.store.leases.isHinted(id);
    } catch (error) {
      this.parts.logger.warn(stringifyError(error));
      return false;
    }
  }

  /** Takes the lease, works, and gives the lease back; false: it was taken. */
  private async turn(id: string): Promise<boolean> {
    const { store, clock, logger } = this.parts;
    const until = () => new Date(clock().getTime() + leaseMs);
    try {
      if (!(await store.leases.claim(id, this.name, until()))) return false;
    } catch (error) {
      logger.warn(`no lease of request ${id}: ${stringifyError(error)}`);
      return false;
    }
    const context: WorkContext = {
      ...this.parts,
      keepLease: async () => {
        const kept = await store.leases.renew(id, this.name, until());
        if (!kept) throw new LeaseLostError();
      },
    };
    try {
      await this.work(id, context);
    } catch (error) {
      if (!(error instanceof LeaseLostError)) {
        logger.error(`request ${id}: ${stringifyError(error)}`);
      }
    } finally {
      await store.leases
        .release(id, this.name)
        .catch(error => logger.warn(stringifyError(error)));
    }
    return true;
  }

  private async work(id: string, context: WorkContext): Promise<void> {
    let record = await context.store.get(id);
    for (let count = 0; record && count < mostSteps; count += 1) {
      const step = steps[record.request.state];
      if (!step) {
        if (record.request.nextCheckAt !== undefined) {
          await context.store.leases.postpone(id, undefined);
        }
        return;
      }
      const result = await this.take(step, record, context);
      if (result.next === 'rest') return;
      record =
        result.next === 'again' ? result.record : await context.store.get(id);
    }
  }

  private async take(
    step: Step,
    record: RequestRecord,
    context: WorkContext,
  ): Promise<StepResult> {
    try {
      return await step(record, context);
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      return afterFailure(error, record, context);
    }
  }
}

/** What to do when a step failed: again later, plan anew, give up, or say so. */
async function afterFailure(
  error: unknown,
  record: RequestRecord,
  context: WorkContext,
): Promise<StepResult> {
  const { request } = record;
  const failure =
    error instanceof GitHostError
      ? error
      : new GitHostError(
          'GIT_UNAVAILABLE',
          'an unexpected failure, see the log',
        );
  if (!(error instanceof GitHostError)) {
    context.logger.error(
      `request ${request.shortId} (${request.state}): ${stringifyError(error)}`,
    );
  }
  const { code, message } = failure;
  const attempts = request.attempts + 1;
  const isSubmitting = request.state === 'submitting';
  if (isSubmitting && code === 'GIT_CONFLICT' && request.attempts === 0) {
    return replan(record, context);
  }
  if (isSubmitting && (!failure.retryable || attempts >= mostTries)) {
    return happen(
      record,
      'failed',
      {
        next: { stateReason: message, nextCheckAt: undefined, attempts },
        change: { parts: withError(record, code, message) },
        entry: { type: 'failed', message },
      },
      context,
    );
  }
  const waitMs = failure.retryAfterSeconds
    ? failure.retryAfterSeconds * 1_000
    : Math.min(2 ** attempts * firstWaitMs(context), 60 * 60_000);
  const result = await save(
    record,
    { attempts, nextCheckAt: soon(waitMs, context) },
    { parts: withError(record, code, message) },
    context,
  );
  return result.next === 'again' ? { next: 'rest' } : result;
}

/** Who looks often is not kept waiting much longer by a failure. */
const firstWaitMs = ({ settings }: WorkContext): number =>
  Math.min(15_000, settings.polling.openMs[0]);

const withError = ({ parts }: RequestRecord, code: string, message: string) =>
  parts.map(part =>
    part.state === 'merged' ||
    part.state === 'closed' ||
    // Not forgotten over a host that is down: it keeps the request unapproved.
    part.error?.code === 'BRANCH_CHANGED'
      ? part
      : { ...part, error: { code, message } },
  );
