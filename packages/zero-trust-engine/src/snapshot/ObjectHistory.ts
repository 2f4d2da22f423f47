import { changesBetween } from '../changesBetween';
import { flattenObjects } from './flattenObjects';
import { Gap } from './Gap';
import { RawObject } from './KubernetesObject';
import { ObjectIndex } from './ObjectIndex';
import { ParsedObject, parseKnown } from './parseKnown';

/** Past that many changed values a new index is quicker than a changed one. */
const many = 500;

/**
 * The raw objects that a cluster had last, and their index. A few changes are
 * worked into the index; otherwise, and where two objects have the same kind,
 * namespace and name, a new one is made.
 */
export class ObjectHistory {
  private readonly parsed = new WeakMap<RawObject, ParsedObject>();
  private values: readonly unknown[] = [];
  private readonly ids = new Set<string>();
  private hasNamesakes = false;
  private current = new ObjectIndex([]);
  private rejectedGaps: readonly Gap[] = [];

  /** What is no Kubernetes object at all. */
  get rejected(): readonly Gap[] {
    return this.rejectedGaps;
  }

  /** The index of these values, of which the last version of an object counts. */
  at(values: readonly unknown[]): ObjectIndex {
    if (!this.applyChanges(values)) this.startAnew(values);
    this.values = values;
    return this.current;
  }

  /** Label keys that objects read which need not be in the cluster. */
  selectorKeysOf(objects: readonly RawObject[]): readonly string[] {
    return this.parse(objects).flatMap(entry => entry.selectorKeys);
  }

  private applyChanges(values: readonly unknown[]): boolean {
    // Of two objects with one name the order decides, which is not looked at.
    if (this.hasNamesakes) return false;
    const { removed, added } = changesBetween(this.values, values);
    if (removed.length + added.length > many) return false;
    const gone = flattenObjects(removed);
    const come = flattenObjects(added);
    if (gone.gaps.length > 0 || come.gaps.length > 0) return false;
    const changes = new Map<string, ParsedObject | undefined>();
    const here = (id: string) =>
      changes.has(id) ? changes.get(id) !== undefined : this.ids.has(id);
    this.parse(gone.objects).forEach(({ id }) => changes.set(id, undefined));
    for (const entry of this.parse(come.objects)) {
      if (here(entry.id)) return false;
      changes.set(entry.id, entry);
    }
    for (const [id, entry] of changes) {
      if (entry) this.ids.add(id);
      else this.ids.delete(id);
    }
    if (changes.size > 0) this.current.change(changes);
    return true;
  }

  private startAnew(values: readonly unknown[]): void {
    const { objects, gaps } = flattenObjects(values);
    const byId = new Map<string, ParsedObject>();
    const parsed = this.parse(objects);
    parsed.forEach(entry => byId.set(entry.id, entry));
    this.ids.clear();
    for (const id of byId.keys()) this.ids.add(id);
    this.hasNamesakes = byId.size < parsed.length;
    this.current = new ObjectIndex(byId.values());
    this.rejectedGaps = gaps;
  }

  /** Remembers by the identity of the raw object. */
  private parse(objects: readonly RawObject[]): readonly ParsedObject[] {
    return objects.flatMap((raw): readonly ParsedObject[] => {
      const entry = this.parsed.get(raw) ?? parseKnown(raw);
      if (!entry) return [];
      this.parsed.set(raw, entry);
      return [entry];
    });
  }
}
