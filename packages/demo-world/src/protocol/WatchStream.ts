import { ServerResponse } from 'node:http';
import { apiVersionOf, Resource } from '../kinds/Resource';
import { KubeObject } from '../store/KubeObject';
import { ObjectStore, StoreEvent } from '../store/ObjectStore';
import { KubeError } from './KubeError';
import { Representation } from './negotiate';
import { representOne } from './represent';

/** What a watch narrows to and how it shows objects. */
export interface WatchOptions {
  readonly resource: Resource;
  readonly namespace?: string;
  readonly matches: (object: KubeObject) => boolean;
  readonly as: Representation;
  readonly query: URLSearchParams;
  readonly now: () => Date;
  /** How often a quiet watch tells its revision, in milliseconds. */
  readonly bookmarkEvery: number;
}

type Shown = { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: KubeObject };

/** How a change looks to a watch that sees only matching objects. */
const shownTo = (
  event: StoreEvent,
  sees: (object: KubeObject) => boolean,
): Shown | undefined => {
  const now = event.type !== 'DELETED' && sees(event.object);
  const before = event.previous !== undefined && sees(event.previous);
  if (now) return { type: before ? 'MODIFIED' : 'ADDED', object: event.object };
  // Leaving the selection looks like a deletion, with the revision of the change.
  if (!before) return undefined;
  const last = event.previous ?? event.object;
  return {
    type: 'DELETED',
    object:
      event.type === 'DELETED'
        ? event.object
        : {
            ...last,
            metadata: {
              ...last.metadata,
              resourceVersion: event.object.metadata.resourceVersion,
            },
          },
  };
};

/** One open watch: replays what was missed, then follows until it is closed. */
export class WatchStream {
  private readonly stops: (() => void)[] = [];
  private closed = false;
  /** Something was sent: a table's columns are told only once. */
  private told = false;

  constructor(
    private readonly store: ObjectStore,
    private readonly response: ServerResponse,
    private readonly options: WatchOptions,
  ) {}

  /** The kind that is watched, as the store names it. */
  get storageKey(): string {
    return this.options.resource.storageKey;
  }

  /** Starts at `resourceVersion`; without one, shows what exists first. */
  start(): void {
    const { query, resource } = this.options;
    const from = query.get('resourceVersion') ?? '';
    const initial =
      from === '' || from === '0' || query.get('sendInitialEvents') === 'true';
    if (from && !/^\d+$/.test(from))
      throw KubeError.badRequest(`invalid resource version "${from}"`);
    this.response.writeHead(200, {
      'Content-Type': 'application/json',
      'Transfer-Encoding': 'chunked',
    });
    this.response.flushHeaders();
    this.response.on('close', () => this.close());
    if (initial) {
      for (const object of this.store.list(
        resource.storageKey,
        this.options.namespace,
      )) {
        if (this.sees(object)) this.send('ADDED', object);
      }
      if (query.get('sendInitialEvents') === 'true') this.bookmark('initial');
    } else {
      const missed = this.store.changesAfter(Number(from));
      if (missed === 'expired') {
        this.fail(
          KubeError.expired(
            `too old resource version: ${from} (${this.store.compactedRevision})`,
          ),
        );
        return;
      }
      missed.forEach(event => this.follow(event));
    }
    this.stops.push(this.store.subscribe(event => this.follow(event)));
    this.startTimers();
  }

  /** Ends the watch with an error event, the way a watch reports trouble. */
  fail(error: KubeError): void {
    this.write({ type: 'ERROR', object: error.toStatus() });
    this.close();
  }

  /** Ends the watch politely; the client is expected to resume. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const stop of this.stops) stop();
    this.response.end();
  }

  /** Breaks the connection in the middle. */
  cut(): void {
    this.closed = true;
    for (const stop of this.stops) stop();
    this.response.destroy();
  }

  private startTimers(): void {
    const seconds = Number(this.options.query.get('timeoutSeconds')) || 1800;
    const end = setTimeout(() => {
      this.bookmark();
      this.close();
    }, seconds * 1000);
    const tick = setInterval(() => this.bookmark(), this.options.bookmarkEvery);
    // An open watch must not keep a process alive that wants to end.
    end.unref();
    tick.unref();
    this.stops.push(
      () => clearTimeout(end),
      () => clearInterval(tick),
    );
  }

  private sees(object: KubeObject): boolean {
    const { namespace, matches } = this.options;
    return (
      (namespace === undefined || object.metadata.namespace === namespace) &&
      matches(object)
    );
  }

  private follow(event: StoreEvent): void {
    if (this.closed || event.resource !== this.storageKey) return;
    const shown = shownTo(event, object => this.sees(object));
    if (shown) this.send(shown.type, shown.object);
  }

  private send(type: string, object: KubeObject): void {
    const { resource, as, query, now } = this.options;
    const noHeaders = this.told;
    this.told = true;
    this.write({
      type,
      object: representOne(object, resource, as, query, now(), noHeaders),
    });
  }

  private bookmark(kind?: 'initial'): void {
    const { query, resource } = this.options;
    if (this.closed || query.get('allowWatchBookmarks') !== 'true') return;
    this.write({
      type: 'BOOKMARK',
      object: {
        kind: resource.kind,
        apiVersion: apiVersionOf(resource),
        metadata: {
          resourceVersion: `${this.store.revision}`,
          creationTimestamp: null,
          ...(kind === 'initial' && {
            annotations: { 'k8s.io/initial-events-end': 'true' },
          }),
        },
      },
    });
  }

  private write(event: unknown): void {
    if (!this.closed) this.response.write(`${JSON.stringify(event)}\n`);
  }
}
