import { Severity } from '../vocabulary';

/**
 * A policy defect or a protection that fails, at a place. Findings are bad
 * policy reported, never an error thrown. Texts are made from the code and the
 * parameters at the rim.
 */
export interface Finding {
  /** Stable, kebab-case: `peer-authentication-shadowed`. */
  readonly code: string;
  readonly severity: Severity;
  /** The object at fault as `Kind namespace/name`. */
  readonly object: string;
  /** Path of the field at fault. */
  readonly path?: string;
  /** Keys of the workloads that it concerns; empty when none is known. */
  readonly workloads: readonly string[];
  readonly params: Readonly<Record<string, string>>;
}
