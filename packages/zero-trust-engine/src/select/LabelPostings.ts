import { LabelRequirement } from '../snapshot/LabelSelector';
import { BitSet } from '../sets/BitSet';
import { assertNever } from '../vocabulary';

/** Below that many members a set is made by looking at each of them. */
const few = 64;

/**
 * Labels turned round: who has a key, and who has it with a value. A selector
 * costs what it selects, and not a look at everybody.
 */
export class LabelPostings<Id extends number = number> {
  private readonly byKey = new Map<string, Map<string, Id[]>>();
  private readonly size: number;

  /** @param labels - by id, each as a lookup */
  constructor(private readonly labels: readonly ReadonlyMap<string, string>[]) {
    this.size = labels.length;
    labels.forEach((own, index) => {
      for (const [key, value] of own) {
        let values = this.byKey.get(key);
        if (!values) this.byKey.set(key, (values = new Map()));
        const ids = values.get(value);
        if (ids) ids.push(index as Id);
        else values.set(value, [index as Id]);
      }
    });
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
        ids.filter(id => requirements.every(r => this.meets(id, r))),
      );
    }
    return requirements
      .map(r => this.set(r))
      .reduce((all, set) => all.intersect(set), BitSet.all<Id>(this.size));
  }

  private set({ key, operator, values }: LabelRequirement): BitSet<Id> {
    switch (operator) {
      case 'In':
        return this.having(values.flatMap(value => this.idsOf(key, value)));
      case 'NotIn':
        return this.having(
          values.flatMap(value => this.idsOf(key, value)),
        ).complement();
      case 'Exists':
        return this.having(this.withKey(key));
      case 'DoesNotExist':
        return this.having(this.withKey(key)).complement();
      default:
        return assertNever(operator);
    }
  }

  /** `NotIn` and `DoesNotExist` hold where the key is missing. */
  private meets(id: Id, { key, operator, values }: LabelRequirement): boolean {
    const value = this.labels[id].get(key);
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
