import { LabelRequirement } from '../snapshot/LabelSelector';
import { BitSet } from '../sets/BitSet';
import { LabelPostings, Labels, meetsAll } from './LabelPostings';

/** A selector, and whom it chooses. */
interface Known<Id extends number> {
  readonly requirements: readonly LabelRequirement[];
  readonly set: BitSet<Id>;
}

/** Selectors that may choose somebody with a label, by that label. */
type Hints = Map<string, Set<string>>;

/**
 * Whom selectors choose, each worked out once. When some come, go or change
 * their labels, only the selectors that chose them or choose them now are worked
 * out again.
 */
export class LabelSets<Id extends number = number> {
  private constructor(
    private readonly postings: LabelPostings<Id>,
    private readonly known: Map<string, Known<Id>>,
    /** Of every selector that was ever asked for: shared with those after. */
    private readonly hints: Hints,
  ) {}

  static of<Id extends number>(
    size: number,
    labelled: Iterable<readonly [Id, Labels]>,
  ): LabelSets<Id> {
    return new LabelSets(
      LabelPostings.of(size, labelled),
      new Map(),
      new Map(),
    );
  }

  get all(): BitSet<Id> {
    return this.postings.all;
  }

  /** @param text - equal for equal requirements, and for no others */
  get(
    text: string,
    requirements: () => readonly LabelRequirement[],
  ): BitSet<Id> {
    const found = this.known.get(text);
    if (found) return found.set;
    const asked = requirements();
    const set = this.postings.meeting(asked);
    this.known.set(text, { requirements: asked, set });
    this.hint(text, asked);
    return set;
  }

  /**
   * The sets after some changes.
   *
   * @param replaced - gets every set of before that is another one now
   */
  with(
    changes: readonly (readonly [Id, Labels | undefined])[],
    replaced: Set<object>,
  ): LabelSets<Id> {
    const postings = this.postings.with(changes);
    const known = new Map(this.known);
    const isOtherAll = postings.all !== this.all;
    if (isOtherAll) replaced.add(this.all);
    for (const text of this.mayChoose(changes)) {
      const old = known.get(text);
      if (!old) continue;
      const { requirements, set } = old;
      const isOther = changes.some(
        ([id, now]) => set.has(id) !== meetsAll(now, requirements),
      );
      if (isOther || (isOtherAll && set === this.all)) {
        known.set(text, { requirements, set: postings.meeting(requirements) });
        replaced.add(set);
      }
    }
    return new LabelSets(postings, known, this.hints);
  }

  /** Selectors that may have chosen somebody who changes, or may do so now. */
  private mayChoose(
    changes: readonly (readonly [Id, Labels | undefined])[],
  ): ReadonlySet<string> {
    const texts = new Set(this.hints.get(anybody));
    for (const [id, now] of changes) {
      for (const labels of [this.postings.labelsOf(id), now]) {
        for (const [key, value] of labels ?? []) {
          this.hints.get(hintOf(key, value))?.forEach(text => texts.add(text));
        }
      }
    }
    return texts;
  }

  private hint(text: string, requirements: readonly LabelRequirement[]): void {
    const first = requirements.find(r => r.operator === 'In');
    const places = first
      ? first.values.map(value => hintOf(first.key, value))
      : [anybody];
    for (const place of places) {
      const texts = this.hints.get(place);
      if (texts) texts.add(text);
      else this.hints.set(place, new Set([text]));
    }
  }
}

/** No label: under it are selectors that name no value to have. */
const anybody = '';

function hintOf(key: string, value: string): string {
  return `${key}\u0000${value}`;
}
