/** One thing that an owner should hear of. */
export interface Notice {
  /** Told once, ever, under this name: `waiver:<id>`. */
  readonly topic: string;
  /** The catalog entity that it is about; at most one message a day for each. */
  readonly entityRef: string;
  /** Who is told: a group or user of the catalog. */
  readonly recipient: string;
  readonly sentence: string;
  readonly severity: 'normal' | 'high';
}
