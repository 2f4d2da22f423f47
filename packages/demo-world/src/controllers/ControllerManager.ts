import { StoreEvent } from '../store/ObjectStore';
import { Controller, ControllerContext } from './Controller';

/**
 * Feeds changes to controllers and runs them one key at a time, soon after the
 * change, never inside the write that caused it.
 */
export class ControllerManager {
  private queue = new Map<string, { controller: Controller; key: string }>();
  private scheduled = false;
  private stopped = false;
  private waiting: (() => void)[] = [];
  private readonly unsubscribe: () => void;

  constructor(
    private readonly controllers: readonly Controller[],
    private readonly context: ControllerContext,
    private readonly onError: (error: unknown) => void,
  ) {
    this.unsubscribe = context.store.subscribe(event => this.enqueue(event));
  }

  /** Resolves when nothing is left to do. */
  settled(): Promise<void> {
    if (this.queue.size === 0) return Promise.resolve();
    return new Promise(resolve => this.waiting.push(resolve));
  }

  /** Shows every existing object to the controllers, as after a restart. */
  resync(): void {
    const { store } = this.context;
    for (const resource of store.resources())
      for (const object of store.list(resource))
        this.enqueue({
          revision: store.revision,
          type: 'MODIFIED',
          resource,
          object,
          previous: object,
        });
  }

  stop(): void {
    this.stopped = true;
    this.unsubscribe();
    this.queue.clear();
    this.release();
  }

  private enqueue(event: StoreEvent): void {
    for (const controller of this.controllers)
      for (const key of controller.keysOf(event, this.context))
        this.queue.set(`${controller.name}\n${key}`, { controller, key });
    if (this.queue.size && !this.scheduled && !this.stopped) {
      this.scheduled = true;
      setImmediate(() => this.drain());
    }
  }

  private drain(): void {
    // A slice at a time, so that requests are answered in between.
    const until = performance.now() + 20;
    while (this.queue.size && performance.now() < until) {
      const [[id, { controller, key }]] = this.queue;
      this.queue.delete(id);
      try {
        controller.reconcile(key, this.context);
      } catch (error) {
        this.onError(error);
      }
    }
    if (this.queue.size) setImmediate(() => this.drain());
    else {
      this.scheduled = false;
      this.release();
    }
  }

  private release(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
