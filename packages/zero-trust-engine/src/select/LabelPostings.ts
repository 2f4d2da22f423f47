import { LabelRequirement } from '../snapshot/LabelSelector';
import { BitSet } from '../sets/BitSet';
import { assertNever } from '../vocabulary';

/** Below that many members a set is made by looking at each of them. */
const few = 64;

/** Labels as a lookup. */
export type Labels = ReadonlyMap<string, string>;

/**
 * Labels turned round: who has a key, and who has it with a value. A selector
 * costs what it selects, and not a look at everybody.
 */
export class LabelPostings<Id extends number = number> {
  /** Everybody who has labels, if only none. */
  readonly all: BitSet<Id>;

  private constructor(
    private readonly size: number,
    private readonly labels: readonly (Labels | undefined)[],
    private readonly byKey: ReadonlyMap<
      string,
      ReadonlyMap<string, readonly Id[]>
    >,
    previous?: BitSet<Id>,
  ) {
    const ids = labels.flatMap((own, id) => (own ? [id as Id] : []));
    const all = BitSet.of(size, ids);
    this.all = previous?.equals(all) ? previous : all;
  }

  /** @param size - every id is below */
  static of<Id extends number>(
    size: number,
    labelled: Iterable<readonly [Id, Labels]>,
  ): LabelPostings<Id> {
    const labels: (Labels | undefined)[] = [];
    const byKey = new Map<string, Map<string, Id[]>>();
    for (const [id, own] of labelled) {
      labels[id] = own;
      for (const [key, value] of own) {
        let values = byKey.get(key);
        if (!values) byKey.set(key, (values = new Map()));
        const ids = values.get(value);
        if (ids) ids.push(id);
        else values.set(value, [id]);
      }
    }
    return new LabelPostings(size, labels, byKey);
  }

  /** The same, but for some whose labels are others or who are gone. */
  with(
    changes: readonly (readonly [Id, Labels | undefined])[],
  ): LabelPostings<Id> {
    const labels = [...this.labels];
    const byKey = new Map(this.byKey);
    const copied = new Map<string, Map<string, readonly Id[]>>();
    const valuesOf = (key: string) => {
      const values = copied.get(key) ?? new Map(byKey.get(key));
      copied.set(key, values);
      byKey.set(key, values);
      return values;
    };
    for (const [id, now] of changes) {
      for (const [key, value] of labels[id] ?? []) {
        const values = valuesOf(key);
        const rest = (values.get(value) ?? []).filter(other => other !== id);
        if (rest.length > 0) values.set(value, rest);
        else values.delete(value);
      }
      for (const [key, value] of now ?? []) {
        const values = valuesOf(key);
        values.set(value, [...(values.get(value) ?? []), id]);
      }
      labels[id] = now;
    }
    return new LabelPostings(this.size, labels, byKey, this.all);
  }

  labelsOf(id: Id): Labels | undefined {
    return this.labels[id];
  }

  /** Who meets every requirement; all for none. */
  meeting(requirements: readonly LabelRequirement[]): BitSet<Id> {
    const start = requirements.find(
      r => r.operator === 'In' && this.countIn(r) <= few,
    );
    if (start) {
      const ids = start.values.flatMap(value => this.idsOf(start.key, value));
      return BitSet.of(
        this.size,
        ids.filter(id => meetsAll(this.labels[id], requirements)),
      );
    }
    return requirements
      .map(r => this.set(r))
      .reduce((all, set) => all.intersect(set), this.all);
  }

  private set({ key, operator, values }: LabelRequirement): BitSet<Id> {
    switch (operator) {
      case 'In':
        return this.having(values.flatMap(value => this.idsOf(key, value)));
      case 'NotIn':
        return this.all.subtract(
          this.having(values.flatMap(value => this.idsOf(key, value))),
        );
      case 'Exists':
        return this.having(this.withKey(key));
      case 'DoesNotExist':
        return this.all.subtract(this.having(this.withKey(key)));
      default:
        return assertNever(operator);
    }
  }

  private having(ids: readonly Id[]): BitSet<Id> {
    return BitSet.of(this.size, ids);
  }

  private countIn({ key, values }: LabelRequirement): number {
    return values.reduce((n, value) => n + this.idsOf(key, value).length, 0);
  }

  private idsOf(key: string, value: string): readonly Id[] {
    return this.byKey.get(key)?.get(value) ?? [];
  }

  private withKey(key: string): readonly Id[] {
    return [...(this.byKey.get(key)?.values() ?? [])].flat();
  }
}

/** Whether somebody with these labels meets every requirement. */
export function meetsAll(
  labels: Labels | undefined,
  requirements: readonly LabelRequirement[],
): boolean {
  return (
    labels !== undefined && requirements.every(r => meets(labels.get(r.key), r))
  );
}

/** `NotIn` and `DoesNotExist` hold where the key is missing. */
function meets(
  value: string | undefined,
  { operator, values }: LabelRequirement,
): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return assertNever(operator);
  }
}
