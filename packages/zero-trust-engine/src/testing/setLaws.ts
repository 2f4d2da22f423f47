/** What every set of the engine can do. */
export interface Algebra<S> {
  readonly isEmpty: boolean;
  union(other: S): S;
  intersect(other: S): S;
  subtract(other: S): S;
  equals(other: S): boolean;
  toString(): string;
}

/** Three sets of one universe. */
export interface Sets<S> {
  readonly a: S;
  readonly b: S;
  readonly c: S;
  readonly universe: S;
}

/** What is known of a kind of set beside the algebra. */
export interface SetKind<S> {
  /** Number of members, counted without the algebra. */
  readonly size: (set: S) => bigint;
  /** Why the inner form of a set is not the one of its members; undefined if it is. */
  readonly malformed: (set: S) => string | undefined;
}

type Law<S> = (sets: Sets<S>, kind: SetKind<S>) => boolean;

const isSame = <S extends Algebra<S>>(one: S, other: S): boolean =>
  one.equals(other) && other.equals(one) && one.toString() === other.toString();

/** The laws of a Boolean algebra of sets, by name. */
export function setLaws<S extends Algebra<S>>(): Readonly<
  Record<string, Law<S>>
> {
  const not = ({ universe }: Sets<S>, set: S) => universe.subtract(set);
  return {
    'union commutes': ({ a, b }) => isSame(a.union(b), b.union(a)),
    'intersection commutes': ({ a, b }) =>
      isSame(a.intersect(b), b.intersect(a)),
    'union associates': ({ a, b, c }) =>
      isSame(a.union(b).union(c), a.union(b.union(c))),
    'intersection associates': ({ a, b, c }) =>
      isSame(a.intersect(b).intersect(c), a.intersect(b.intersect(c))),
    'union is idempotent': ({ a }) => isSame(a.union(a), a),
    'intersection is idempotent': ({ a }) => isSame(a.intersect(a), a),
    'union absorbs': ({ a, b }) => isSame(a.union(a.intersect(b)), a),
    'intersection absorbs': ({ a, b }) => isSame(a.intersect(a.union(b)), a),
    'intersection distributes over union': ({ a, b, c }) =>
      isSame(a.intersect(b.union(c)), a.intersect(b).union(a.intersect(c))),
    'union distributes over intersection': ({ a, b, c }) =>
      isSame(a.union(b.intersect(c)), a.union(b).intersect(a.union(c))),
    'what is in no union is in neither (De Morgan)': sets =>
      isSame(
        not(sets, sets.a.union(sets.b)),
        not(sets, sets.a).intersect(not(sets, sets.b)),
      ),
    'what is in no intersection is outside of one (De Morgan)': sets =>
      isSame(
        not(sets, sets.a.intersect(sets.b)),
        not(sets, sets.a).union(not(sets, sets.b)),
      ),
    'the complement of the complement is the set': sets =>
      isSame(not(sets, not(sets, sets.a)), sets.a),
    'a difference meets nothing of what was taken': ({ a, b }) =>
      a.subtract(b).intersect(b).isEmpty,
    'a difference and an intersection make up the set': ({ a, b }) =>
      isSame(a.subtract(b).union(a.intersect(b)), a),
    'a difference is an intersection with the complement': sets =>
      isSame(sets.a.subtract(sets.b), sets.a.intersect(not(sets, sets.b))),
    'nothing is left of a set without itself': ({ a }) => a.subtract(a).isEmpty,
    'sizes add up': ({ a, b }, { size }) =>
      size(a.union(b)) + size(a.intersect(b)) === size(a) + size(b) &&
      size(a.subtract(b)) === size(a) - size(a.intersect(b)),
    'only the empty set has no member': ({ a }, { size }) =>
      a.isEmpty === (size(a) === 0n),
    'sets are equal when they have the same members': ({ a, b }) =>
      a.equals(b) === (a.subtract(b).isEmpty && b.subtract(a).isEmpty),
    'operands stay as they were': ({ a, b }) => {
      const before = [a.toString(), b.toString()];
      a.union(b);
      a.intersect(b);
      a.subtract(b);
      return a.toString() === before[0] && b.toString() === before[1];
    },
    'every result has the one form of its members': ({ a, b }, { malformed }) =>
      [a, a.union(b), a.intersect(b), a.subtract(b)].every(
        set => malformed(set) === undefined,
      ),
  };
}
