/**
 * A set of dense ids below `size`: indexes into one snapshot's workloads.
 * Immutable and exact; sets of different sizes belong to different snapshots and
 * must not meet.
 */
export class BitSet<Id extends number = number> {
  private constructor(
    readonly size: number,
    private readonly words: Uint32Array,
  ) {}

  static none<Id extends number>(size: number): BitSet<Id> {
    return new BitSet<Id>(size, new Uint32Array(Math.ceil(size / 32)));
  }

  static of<Id extends number>(size: number, ids: Iterable<Id>): BitSet<Id> {
    const words = new Uint32Array(Math.ceil(size / 32));
    for (const id of ids) {
      if (id < 0 || id >= size)
        throw new Error(`id ${id} is not below ${size}`);
      words[Math.floor(id / 32)] |= 2 ** (id % 32);
    }
    return new BitSet<Id>(size, words);
  }

  static all<Id extends number>(size: number): BitSet<Id> {
    return BitSet.none<Id>(size).complement();
  }

  get isEmpty(): boolean {
    return this.words.every(word => word === 0);
  }

  get count(): number {
    let count = 0;
    for (const word of this.words) count += ones(word);
    return count;
  }

  has(id: Id): boolean {
    return (
      Math.floor(this.words[Math.floor(id / 32)] / 2 ** (id % 32)) % 2 === 1
    );
  }

  union(other: BitSet<Id>): BitSet<Id> {
    return this.combine(other, (a, b) => a | b);
  }

  intersect(other: BitSet<Id>): BitSet<Id> {
    return this.combine(other, (a, b) => a & b);
  }

  subtract(other: BitSet<Id>): BitSet<Id> {
    return this.combine(other, (a, b) => a & ~b);
  }

  complement(): BitSet<Id> {
    const words = this.words.map(word => ~word);
    const spare = words.length * 32 - this.size;
    // Bits behind the last id stay zero, so that equal sets are equal words.
    if (words.length > 0) words[words.length - 1] &= 0xffffffff >>> spare;
    return new BitSet<Id>(this.size, words);
  }

  equals(other: BitSet<Id>): boolean {
    return (
      this.size === other.size &&
      this.words.every((word, index) => word === other.words[index])
    );
  }

  /** In ascending order. */
  *ids(): Iterable<Id> {
    for (let index = 0; index < this.words.length; index += 1) {
      for (let word = this.words[index]; word !== 0; word &= word - 1) {
        yield (index * 32 + 31 - Math.clz32(word & -word)) as Id;
      }
    }
  }

  /** Equal for equal sets: a key under which to keep results. */
  toString(): string {
    return this.words.join('.');
  }

  private combine(
    other: BitSet<Id>,
    word: (a: number, b: number) => number,
  ): BitSet<Id> {
    if (other.size !== this.size)
      throw new Error('sets of different snapshots');
    return new BitSet<Id>(
      this.size,
      this.words.map((mine, index) => word(mine, other.words[index])),
    );
  }
}

function ones(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
