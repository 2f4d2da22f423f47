/**
 * Tells when the catalog has stopped growing after the start. Until then an
 * entity that would hide a workload may simply not be processed yet, so nobody
 * can say that a workload belongs to nobody. Once settled it stays so: an entity
 * that is added later is found by the next reading.
 */
export class CatalogSettling {
  private seen?: { readonly mark: string; readonly sinceMs: number };
  private settled: boolean = false;

  constructor(
    private readonly quietMs: number,
    private readonly elapsedMs: () => number,
  ) {}

  get isSettled(): boolean {
    return this.settled;
  }

  /**
   * Takes what a reading that began at `startedAtMs` found: how many entities
   * there are of any kind, and which of them name workloads.
   */
  saw(
    startedAtMs: number,
    totalItems: number,
    entityRefs: readonly string[],
  ): void {
    const mark = [totalItems, ...[...entityRefs].sort()].join(' ');
    if (this.seen?.mark !== mark) {
      this.seen = { mark, sinceMs: this.elapsedMs() };
    }
    const isQuiet = startedAtMs - this.seen.sinceMs >= this.quietMs;
    // With no quiet asked for, the first reading is enough.
    if (totalItems > 0 && (isQuiet || this.quietMs === 0)) this.settled = true;
  }
}
