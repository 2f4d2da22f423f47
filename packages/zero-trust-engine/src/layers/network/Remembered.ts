import { alikeAtEnds } from '../../changesBetween';
import { sameValue } from '../../sameValue';
import { SelectorSource } from '../../select/Selectors';

/** Tells that something was made with a value, and gives the value back. */
export type Note = <T extends object>(value: T) => T;

/** Something, and what it was made with. */
interface Made<V> {
  readonly value: V;
  readonly with: ReadonlySet<object>;
}

/**
 * What was made of some objects, each once, and what else it was made with. The
 * next one takes over whatever was made with nothing that is another thing now,
 * and whatever is the same once more although it was. Both stay usable.
 */
export class Remembered<O extends object, V> {
  readonly values: readonly V[];
  /** What was made of each object, in their order. */
  private readonly made: readonly Made<V>[];
  private all?: ReadonlySet<object>;

  /** @param replaced - values of before that are others now */
  constructor(
    private readonly objects: readonly O[],
    make: (object: O, note: Note) => V,
    previous?: Remembered<O, V>,
    replaced: ReadonlySet<object> = new Set(),
  ) {
    const before = previous?.objects ?? [];
    // Lists are long and differ in a few places: only what lies between is
    // compared object by object.
    const { start, end } = alikeAtEnds(before, objects);
    const known = new Map(
      previous?.made
        .slice(start, before.length - end)
        .map((made, index) => [before[start + index], made]),
    );
    const makeAgain = (object: O, old?: Made<V>) =>
      madeOf(note => make(object, note), old);
    const isStill = (old: Made<V>) => !meets(replaced, old.with);
    const kept = (list: readonly Made<V>[], from: number) =>
      replaced.size === 0 || list.every(isStill)
        ? list
        : list.map((old, index) =>
            isStill(old) ? old : makeAgain(objects[from + index], old),
          );
    const between = objects.slice(start, objects.length - end).map(object => {
      const old = known.get(object);
      return old && isStill(old) ? old : makeAgain(object, old);
    });
    const made = previous?.made ?? [];
    this.made = [
      ...kept(made.slice(0, start), 0),
      ...between,
      ...kept(made.slice(made.length - end), objects.length - end),
    ];
    this.values = this.made.map(({ value }) => value);
  }

  /** Whether anything was made with one of these. */
  wasMadeWith(some: ReadonlySet<object>): boolean {
    this.all ??= new Set(this.made.flatMap(made => [...made.with]));
    return meets(some, this.all);
  }
}

/** Whether sets have a member in common. */
function meets(a: ReadonlySet<object>, b: ReadonlySet<object>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const member of few) if (many.has(member)) return true;
  return false;
}

function madeOf<V>(make: (note: Note) => V, old?: Made<V>): Made<V> {
  const reads = new Set<object>();
  const value = make(read => {
    reads.add(read);
    return read;
  });
  const isSame = old !== undefined && sameValue(old.value, value);
  return { value: isSame ? old.value : value, with: reads };
}

/** Selectors that tell which sets they give. */
export function noting(selectors: SelectorSource, note: Note): SelectorSource {
  return {
    none: selectors.none,
    workloads: selector => note(selectors.workloads(selector)),
    inNamespaces: selector => note(selectors.inNamespaces(selector)),
    inNamespace: name => note(selectors.inNamespace(name)),
  };
}
