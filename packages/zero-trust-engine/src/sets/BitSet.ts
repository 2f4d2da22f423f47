/** Up to so many members a set is a list of them: most selectors choose few. */
const fewMembers = 16;

/**
 * A set of dense ids below `size`: indexes into one snapshot's workloads.
 * Immutable and exact; sets of different sizes belong to different snapshots and
 * must not meet. Small sets are lists, large ones are bits, and which of them a
 * set is follows from its members alone, so that equal sets look equal.
 */
export class BitSet<Id extends number = number> {
  private constructor(
    readonly size: number,
    /** In ascending order; absent for a large set. */
    private readonly list: readonly Id[] | undefined,
    /** Empty for a small set. */
    private readonly words: Uint32Array,
  ) {}

  static none<Id extends number>(size: number): BitSet<Id> {
    return new BitSet<Id>(size, [], noWords);
  }

  static of<Id extends number>(size: number, ids: Iterable<Id>): BitSet<Id> {
    const list = [...new Set<Id>(ids)];
    const odd = list.find(id => id < 0 || id >= size);
    if (odd !== undefined) throw new Error(`id ${odd} is not below ${size}`);
    if (list.length <= fewMembers) {
      return new BitSet<Id>(size, list.sort(ascending), noWords);
    }
    return new BitSet<Id>(size, undefined, wordsOf(size, list));
  }

  static all<Id extends number>(size: number): BitSet<Id> {
    return BitSet.none<Id>(size).complement();
  }

  /** Bits that turn out to be few become a list; the words are kept, not copied. */
  private static canonical<Id extends number>(
    size: number,
    words: Uint32Array,
  ): BitSet<Id> {
    return countOnes(words, fewMembers) > fewMembers
      ? new BitSet<Id>(size, undefined, words)
      : new BitSet<Id>(size, [...membersOf<Id>(words)], noWords);
  }

  get isEmpty(): boolean {
    return this.list?.length === 0;
  }

  get count(): number {
    return this.list?.length ?? countOnes(this.words, this.size);
  }

  has(id: Id): boolean {
    if (this.list) return this.list.includes(id);
    return ((this.words[id >>> 5] >>> (id & 31)) & 1) === 1;
  }

  union(other: BitSet<Id>): BitSet<Id> {
    this.requireSameSize(other);
    if (other.isEmpty) return this;
    if (this.isEmpty) return other;
    if (this.list && other.list) {
      return BitSet.of<Id>(this.size, [...this.ids(), ...other.ids()]);
    }
    const [large, small] = this.list ? [other, this] : [this, other];
    const words = large.words.slice();
    if (small.list) {
      for (const id of small.list) words[id >>> 5] |= 1 << (id & 31);
    } else {
      for (let i = 0; i < words.length; i += 1) words[i] |= small.words[i];
    }
    return new BitSet<Id>(this.size, undefined, words);
  }

  intersect(other: BitSet<Id>): BitSet<Id> {
    this.requireSameSize(other);
    if (this.list) return this.keep(id => other.has(id));
    if (other.list) return other.keep(id => this.has(id));
    const words = this.words.slice();
    for (let i = 0; i < words.length; i += 1) words[i] &= other.words[i];
    return BitSet.canonical<Id>(this.size, words);
  }

  subtract(other: BitSet<Id>): BitSet<Id> {
    this.requireSameSize(other);
    if (other.isEmpty) return this;
    if (this.list) return this.keep(id => !other.has(id));
    const words = this.words.slice();
    if (other.list) {
      for (const id of other.list) words[id >>> 5] &= ~(1 << (id & 31));
    } else {
      for (let i = 0; i < words.length; i += 1) words[i] &= ~other.words[i];
    }
    return BitSet.canonical<Id>(this.size, words);
  }

  complement(): BitSet<Id> {
    const words = this.list ? wordsOf(this.size, this.list) : this.words;
    const flipped = words.map(word => ~word);
    const spare = words.length * 32 - this.size;
    // Bits behind the last id stay zero, so that equal sets are equal words.
    if (words.length > 0) flipped[words.length - 1] &= 0xffffffff >>> spare;
    return BitSet.canonical<Id>(this.size, flipped);
  }

  equals(other: BitSet<Id>): boolean {
    if (this.size !== other.size) return false;
    if (this.list && other.list) {
      const theirs = other.list;
      return (
        this.list.length === theirs.length &&
        this.list.every((id, index) => id === theirs[index])
      );
    }
    return (
      !this.list &&
      !other.list &&
      this.words.every((word, index) => word === other.words[index])
    );
  }

  /** In ascending order. */
  *ids(): Iterable<Id> {
    yield* this.list ?? membersOf<Id>(this.words);
  }

  /** Equal for equal sets: a key under which to keep results. */
  toString(): string {
    return this.list ? this.list.join() : this.words.join('.');
  }

  /** Of a small set. */
  private keep(stays: (id: Id) => boolean): BitSet<Id> {
    const list = (this.list ?? []).filter(stays);
    if (list.length === this.list?.length) return this;
    return new BitSet<Id>(this.size, list, noWords);
  }

  private requireSameSize(other: BitSet<Id>): void {
    if (other.size !== this.size)
      throw new Error('sets of different snapshots');
  }
}

const noWords = new Uint32Array(0);

function wordsOf(size: number, ids: readonly number[]): Uint32Array {
  const words = new Uint32Array(Math.ceil(size / 32));
  for (const id of ids) words[id >>> 5] |= 1 << (id & 31);
  return words;
}

function* membersOf<Id extends number>(words: Uint32Array): Iterable<Id> {
  for (let index = 0; index < words.length; index += 1) {
    for (let word = words[index]; word !== 0; word &= word - 1) {
      yield (index * 32 + 31 - Math.clz32(word & -word)) as Id;
    }
  }
}

/** Ones, counted until there are more than enough. */
function countOnes(words: Uint32Array, enough: number): number {
  let count = 0;
  for (let i = 0; i < words.length && count <= enough; i += 1) {
    for (let rest = words[i]; rest !== 0; rest &= rest - 1) count += 1;
  }
  return count;
}

function ascending(a: number, b: number): number {
  return a - b;
}
