import { ObjectReader } from './ObjectReader';
import { CommitFacts } from './parseCommit';

type Known = readonly [sha: string, facts: CommitFacts];

/** How commits hang together. */
export class History {
  constructor(private readonly objects: ObjectReader) {}

  /** Commits of `head` that `base` does not have, newest first. */
  async since(
    head: string,
    base: string | undefined,
    limit: number,
  ): Promise<readonly Known[]> {
    const known = base ? await this.ancestors(base) : new Map();
    return this.walk(head, known, limit);
  }

  /** Where two lines of commits parted last. */
  async mergeBase(a: string, b: string): Promise<string | undefined> {
    const [ofA, ofB] = await Promise.all(
      [a, b].map(sha => this.ancestors(sha)),
    );
    const common = [...ofB].filter(([sha]) => ofA.has(sha));
    // All that lies before a common one is common too, and not the last.
    const before = new Set(common.flatMap(([, { parents }]) => parents));
    return common.find(([sha]) => !before.has(sha))?.[0];
  }

  private async ancestors(
    sha: string,
  ): Promise<ReadonlyMap<string, CommitFacts>> {
    return new Map(await this.walk(sha, new Map(), Infinity));
  }

  /** By the time of the commits, newest first, as git lists them. */
  private async walk(
    head: string,
    without: ReadonlyMap<string, unknown>,
    limit: number,
  ): Promise<readonly Known[]> {
    const found: Known[] = [];
    const seen = new Set<string>();
    const next: Known[] = [];
    const meet = async (sha: string) => {
      if (seen.has(sha) || without.has(sha)) return;
      seen.add(sha);
      const facts = await this.objects.commit(sha);
      if (!facts) return;
      const later = next.findIndex(
        ([, { committed }]) => committed < facts.committed,
      );
      next.splice(later < 0 ? next.length : later, 0, [sha, facts]);
    };
    await meet(head);
    for (let one = next.shift(); one; one = next.shift()) {
      if (found.length >= limit) break;
      found.push(one);
      for (const parent of one[1].parents) await meet(parent);
    }
    return found;
  }
}
