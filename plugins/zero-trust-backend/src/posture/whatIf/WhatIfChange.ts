import { RawObject } from '@ztn/zero-trust-engine';

/** A change of a cluster that is only thought of. */
export interface WhatIfChange {
  readonly add: readonly RawObject[];
  /** `Kind namespace/name`. */
  readonly remove: readonly string[];
}

/** A checked question. */
export interface ParsedWhatIfRequest extends WhatIfChange {
  readonly entityRef: string;
  readonly cluster?: string;
}
