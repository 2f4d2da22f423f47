/** What only the catalog and the configuration know of the two ends. */
export interface PlanFacts {
  readonly caller?: EndFacts;
  readonly callee?: EndFacts;
}

export interface EndFacts {
  readonly cluster?: string;
  readonly environment?: string;
  /** `key=value` labels and tags of the catalog entity. */
  readonly tags?: readonly string[];
  /** How many owners the catalog knows. */
  readonly owners?: number;
}
