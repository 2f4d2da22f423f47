import { isDeepStrictEqual } from 'node:util';
import { KindState } from '@ztn/backstage-plugin-zero-trust-common';
import { RawObject } from '@ztn/zero-trust-engine';
import { ClusterFailure, FailureReason } from './ClusterFailure';
import { SelectionSink } from './followSelection';
import { fieldsOf } from './pick';
import { rightOf, Selection, apiVersionOf } from './Selection';
import { trimObject } from './trimObject';

/** How one selection stands. Times are the server's clock. */
export interface SelectionStatus {
  readonly state: KindState['state'];
  readonly reason?: FailureReason;
  readonly detail?: string;
  readonly missing?: string;
  readonly staleSince?: Date;
}

export interface SelectionEvents {
  /** Objects or status changed in a way that answers depend on. */
  changed(): void;
  /** The cluster answered. */
  contact(): void;
  /** The cluster did not answer. */
  lost(): void;
}

/**
 * The trimmed objects of one selection, and whether they are current. Objects
 * keep their identity while nothing that is kept of them changed, so a pod's
 * heartbeat causes no work. What may no longer be read is dropped: a verdict
 * must not rest on it.
 */
export class SelectionObjects implements SelectionSink {
  private objects: ReadonlyMap<string, RawObject> = new Map();
  private staged = new Map<string, RawObject>();
  private complete = false;
  private now: SelectionStatus = { state: 'pending' };

  constructor(
    private readonly selection: Selection,
    private readonly clock: () => Date,
    private readonly events: SelectionEvents,
  ) {}

  get status(): SelectionStatus {
    return this.now;
  }

  get size(): number {
    return this.objects.size;
  }

  values(): Iterable<RawObject> {
    return this.objects.values();
  }

  listStarted(): void {
    this.staged = new Map();
  }

  listed(items: readonly unknown[]): void {
    this.events.contact();
    for (const item of items) {
      const trimmed = this.trim(item);
      if (!trimmed) continue;
      const key = keyOf(trimmed);
      this.staged.set(key, sameOr(this.objects.get(key), trimmed));
    }
  }

  listEnded(): void {
    const before = this.objects;
    this.objects = this.staged;
    this.staged = new Map();
    this.complete = true;
    const same =
      before.size === this.objects.size &&
      [...this.objects].every(([key, object]) => before.get(key) === object);
    if (!same) this.events.changed();
  }

  upserted(raw: unknown): void {
    const trimmed = this.trim(raw);
    if (!trimmed) return;
    const key = keyOf(trimmed);
    const before = this.objects.get(key);
    const kept = sameOr(before, trimmed);
    if (kept === before) return;
    this.replace(objects => objects.set(key, kept));
  }

  deleted(raw: unknown): void {
    const trimmed = this.trim(raw);
    if (!trimmed || !this.objects.has(keyOf(trimmed))) return;
    this.replace(objects => objects.delete(keyOf(trimmed)));
  }

  current(): void {
    this.events.contact();
    this.become({ state: 'watching' });
  }

  failed(failure: ClusterFailure, verb: 'list' | 'watch'): void {
    const { reason, message: detail } = failure;
    if (failure.ofConnection) this.events.lost();
    if (reason === 'forbidden') {
      this.drop();
      const missing = rightOf(verb, this.selection);
      this.become({ state: 'forbidden', reason, detail, missing });
    } else if (this.complete) {
      const staleSince = this.now.staleSince ?? this.clock();
      this.become({ state: 'stale', reason, detail, staleSince });
    } else {
      const state = failure.ofConnection ? 'unreachable' : 'failed';
      this.become({ state, reason, detail });
    }
  }

  gone(): void {
    this.drop();
    this.become({ state: 'not-installed' });
  }

  private trim(raw: unknown): RawObject | undefined {
    const { kind } = this.selection;
    return trimObject(kind, apiVersionOf(this.selection), raw);
  }

  private replace(change: (objects: Map<string, RawObject>) => void): void {
    // Only ever handed out as an iterator, so changing in place is not seen.
    const objects = this.objects as Map<string, RawObject>;
    change(objects);
    this.events.changed();
  }

  private drop(): void {
    this.objects = new Map();
    this.complete = false;
  }

  private become(next: SelectionStatus): void {
    const before = this.now;
    this.now = next;
    if (before.state !== next.state || before.reason !== next.reason) {
      this.events.changed();
    }
  }
}

function keyOf(object: RawObject): string {
  const { namespace, name } = fieldsOf(object.metadata);
  return `${namespace ?? ''}/${name}`;
}

function sameOr(before: RawObject | undefined, next: RawObject): RawObject {
  return before && isDeepStrictEqual(before, next) ? before : next;
}
