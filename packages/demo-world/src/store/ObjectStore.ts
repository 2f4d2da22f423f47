import { KubeObject } from './KubeObject';

/** A change of one object. `revision` is the store-wide counter after the change. */
export interface StoreEvent {
  readonly revision: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** Storage key of the kind: `plural.group`, or `plural` for the core group. */
  readonly resource: string;
  readonly object: KubeObject;
  readonly previous?: KubeObject;
}

const keyOf = (object: KubeObject) =>
  `${object.metadata.namespace ?? ''}/${object.metadata.name}`;

/** Code-unit order is the order of keys in a real store; that of a locale is not. */
const byKey = (a: KubeObject, b: KubeObject) => {
  if (keyOf(a) === keyOf(b)) return 0;
  return keyOf(a) < keyOf(b) ? -1 : 1;
};

/** Objects of one kind: by namespace, then by name. */
type Shelf = Map<string, Map<string, KubeObject>>;

/**
 * The memory of one cluster: objects by kind, a revision counter that every
 * change moves, and a bounded log of changes from which watches resume.
 */
export class ObjectStore {
  private readonly shelves = new Map<string, Shelf>();
  private readonly sorted = new Map<string, readonly KubeObject[]>();
  private readonly listeners = new Set<(event: StoreEvent) => void>();
  private log: StoreEvent[] = [];
  private current = 1;
  private compacted = 0;

  constructor(private readonly options: { logSize: number }) {}

  /** The revision of the latest change. */
  get revision(): number {
    return this.current;
  }

  /** Watches that ask for changes after a revision below this one are too old. */
  get compactedRevision(): number {
    return this.compacted;
  }

  get(resource: string, namespace: string | undefined, name: string) {
    return this.shelves
      .get(resource)
      ?.get(namespace ?? '')
      ?.get(name);
  }

  /** All objects of a kind ordered by namespace and name; one namespace if given. */
  list(resource: string, namespace?: string): readonly KubeObject[] {
    const cacheKey = `${resource}/${namespace ?? '*'}`;
    let all = this.sorted.get(cacheKey);
    if (!all) {
      all = this.scan(resource, namespace).sort(byKey);
      this.sorted.set(cacheKey, all);
    }
    return all;
  }

  /** The same in no order, which is cheaper while objects change. */
  scan(resource: string, namespace?: string): KubeObject[] {
    const shelf = this.shelves.get(resource);
    if (!shelf) return [];
    return namespace === undefined
      ? [...shelf.values()].flatMap(of => [...of.values()])
      : [...(shelf.get(namespace)?.values() ?? [])];
  }

  /** Storage keys of the kinds that hold at least one object. */
  resources(): string[] {
    return [...this.shelves.keys()].filter(key => this.scan(key).length > 0);
  }

  /** Writes an object under its namespace and name and gives it the next revision. */
  put(resource: string, object: KubeObject): KubeObject {
    const { namespace = '', name } = object.metadata;
    const shelf: Shelf = this.shelves.get(resource) ?? new Map();
    const of = shelf.get(namespace) ?? new Map<string, KubeObject>();
    this.shelves.set(resource, shelf);
    shelf.set(namespace, of);
    const previous = of.get(name);
    const stored = this.withNextRevision(object);
    of.set(name, stored);
    this.record({
      revision: this.current,
      type: previous ? 'MODIFIED' : 'ADDED',
      resource,
      object: stored,
      previous,
    });
    return stored;
  }

  /** Removes an object; the last state that watches see carries the revision of the removal. */
  remove(resource: string, namespace: string | undefined, name: string) {
    const of = this.shelves.get(resource)?.get(namespace ?? '');
    const previous = of?.get(name);
    if (!of || !previous) return undefined;
    of.delete(name);
    const object = this.withNextRevision(previous);
    this.record({
      revision: this.current,
      type: 'DELETED',
      resource,
      object,
      previous,
    });
    return object;
  }

  /** Changes after a revision, or `'expired'` when the log no longer reaches back that far. */
  changesAfter(revision: number): readonly StoreEvent[] | 'expired' {
    if (revision < this.compacted) return 'expired';
    const first = this.log.findIndex(event => event.revision > revision);
    return first < 0 ? [] : this.log.slice(first);
  }

  /** Forgets the log, as etcd does when it compacts. */
  compact(): void {
    this.log = [];
    this.current += 1;
    this.compacted = this.current;
  }

  /** Removes everything without telling anyone; revisions go on rising. */
  clear(): void {
    this.shelves.clear();
    this.sorted.clear();
    this.compact();
  }

  /** Calls the listener synchronously after each change; returns its undo. */
  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private withNextRevision(object: KubeObject): KubeObject {
    this.current += 1;
    return {
      ...object,
      metadata: { ...object.metadata, resourceVersion: `${this.current}` },
    };
  }

  private record(event: StoreEvent): void {
    this.sorted.delete(`${event.resource}/*`);
    this.sorted.delete(
      `${event.resource}/${event.object.metadata.namespace ?? ''}`,
    );
    this.log.push(event);
    if (this.log.length > this.options.logSize * 1.2) {
      const dropped = this.log.length - this.options.logSize;
      this.compacted = this.log[dropped - 1].revision;
      this.log = this.log.slice(dropped);
    }
    for (const listener of [...this.listeners]) listener(event);
  }
}
