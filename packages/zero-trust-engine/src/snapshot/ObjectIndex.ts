import { compareText } from './compareText';
import { Counted } from './Counted';
import { ObjectLists, ParsedObject } from './parseKnown';

/**
 * Parsed objects of a cluster in the snapshot's order, and what is read off all
 * of them. Only what a change touches is worked out again; everything else stays
 * the same object, by which later stages see that nothing changed.
 */
export class ObjectIndex {
  readonly selectorKeys = new Counted<string>();
  /** Namespaces that some object is in. */
  readonly namespaces = new Counted<string>();
  /** Keys of kinds of which there is an object. */
  readonly kinds = new Counted<string>();
  /** Kinds of which an object has no value. */
  private readonly valueless = new Counted<string>();
  private ordered: readonly ParsedObject[];
  private lists: ObjectLists = {};
  private gapped: readonly ParsedObject[];

  /** @param objects - one for each id, in any order */
  constructor(objects: Iterable<ParsedObject>) {
    this.ordered = [...objects].sort((a, b) => compareText(a.id, b.id));
    for (const entry of this.ordered) {
      this.count(entry);
      entry.addTo(this.lists);
    }
    this.gapped = this.ordered.filter(hasGaps);
  }

  get objects(): Readonly<ObjectLists> {
    return this.lists;
  }

  /** Objects that are not, or not wholly, what they should be. */
  get withGaps(): readonly ParsedObject[] {
    return this.gapped;
  }

  /** @param changes - by id: what is there now, or nothing */
  change(changes: ReadonlyMap<string, ParsedObject | undefined>): void {
    const ordered = [...this.ordered];
    const lists = { ...this.lists };
    const copied = new Set<string>();
    let gaps = false;
    for (const [id, now] of changes) {
      const place = placeIn(ordered, id);
      const old = ordered[place]?.id === id ? ordered[place] : undefined;
      const { key } = now ?? old ?? { key: '' };
      if (!copied.has(key)) copyList(lists, key);
      copied.add(key);
      const inList = this.placeInList(ordered, key, place);
      if (now?.hasValue) {
        now.putInto(lists, inList, old?.hasValue ? 1 : 0);
      } else if (old?.hasValue) {
        old.takeFrom(lists, inList);
      }
      ordered.splice(place, old ? 1 : 0, ...(now ? [now] : []));
      // First what comes, so that what stays is never gone in between.
      if (now) this.count(now);
      if (old) this.uncount(old);
      gaps ||= [old, now].some(entry => entry && hasGaps(entry));
    }
    this.ordered = ordered;
    this.lists = withoutEmpty(lists, copied);
    if (gaps) this.gapped = ordered.filter(hasGaps);
  }

  /** Objects without a value are in the order, and not in their kind's list. */
  private placeInList(
    ordered: readonly ParsedObject[],
    key: string,
    place: number,
  ): number {
    // Ids begin with the kind, so that a kind's objects stand together.
    const start = placeIn(ordered, `${key}\u0000`);
    if (!this.valueless.members.has(key)) return place - start;
    return ordered.slice(start, place).filter(entry => entry.hasValue).length;
  }

  private count(entry: ParsedObject): void {
    this.kinds.add(entry.key);
    if (entry.namespace !== '') this.namespaces.add(entry.namespace);
    entry.selectorKeys.forEach(key => this.selectorKeys.add(key));
    if (!entry.hasValue) this.valueless.add(entry.key);
  }

  private uncount(entry: ParsedObject): void {
    this.kinds.remove(entry.key);
    if (entry.namespace !== '') this.namespaces.remove(entry.namespace);
    entry.selectorKeys.forEach(key => this.selectorKeys.remove(key));
    if (!entry.hasValue) this.valueless.remove(entry.key);
  }
}

/** Where an id is, or would have to be. */
function placeIn(ordered: readonly ParsedObject[], id: string): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (ordered[middle].id < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function copyList(lists: ObjectLists, key: string): void {
  const [[, list] = []] = Object.entries(lists).filter(([k]) => k === key);
  if (list) Object.assign(lists, { [key]: [...list] });
}

/** A kind without objects has no list. */
function withoutEmpty(
  lists: ObjectLists,
  keys: ReadonlySet<string>,
): ObjectLists {
  for (const [key, list] of Object.entries(lists)) {
    if (keys.has(key) && list.length === 0) Reflect.deleteProperty(lists, key);
  }
  return lists;
}

function hasGaps({ gaps }: ParsedObject): boolean {
  return gaps.length > 0;
}
