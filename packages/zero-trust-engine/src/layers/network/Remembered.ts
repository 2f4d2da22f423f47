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
 * and whatever is the same once more although it was.
 */
export class Remembered<O extends object, V> {
  readonly values: readonly V[];
  private readonly known = new Map<O, Made<V>>();
  private all?: ReadonlySet<object>;

  /** @param replaced - values of before that are others now */
  constructor(
    objects: readonly O[],
    make: (object: O, note: Note) => V,
    previous?: Remembered<O, V>,
    replaced: ReadonlySet<object> = new Set(),
  ) {
    this.values = objects.map(object => {
      const old = previous?.known.get(object);
      const made =
        old && !meets(replaced, old.with)
          ? old
          : madeOf(note => make(object, note), old);
      this.known.set(object, made);
      return made.value;
    });
  }

  /** Whether anything was made with one of these. */
  wasMadeWith(some: ReadonlySet<object>): boolean {
    this.all ??= new Set(
      [...this.known.values()].flatMap(made => [...made.with]),
    );
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
