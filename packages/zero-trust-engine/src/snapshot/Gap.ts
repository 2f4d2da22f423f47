import { ObjectRef } from '../refs';

/**
 * Something the snapshot could not include, and why. A gap never looks like
 * "none": whatever depends on it answers `unknown` and names it.
 */
export interface Gap {
  /** Kubernetes kind, `AuthorizationPolicy`. */
  readonly kind: string;
  /** API group; empty for the core group. */
  readonly group: string;
  readonly reason: GapReason;
  /** The object, when it is one object and not the kind. */
  readonly object?: ObjectRef;
  /** Path of the offending field, for `malformed` and `not-supported`. */
  readonly path?: string;
  /** `list pods`, for `forbidden`; otherwise what went wrong, without secrets. */
  readonly detail?: string;
}

/**
 * `forbidden`: the reader may not read it. `unreachable`: it could not be
 * asked. `malformed`: an object that does not parse. `not-supported`: an object
 * or field whose semantics this engine does not cover. `pending`: not read yet.
 * A kind whose CRD is not installed is a fact (there are no such objects), not
 * a gap.
 */
export type GapReason =
  | 'forbidden'
  | 'unreachable'
  | 'malformed'
  | 'not-supported'
  | 'pending';

/** What a parser returns: a normalised value, or the gap it leaves. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly notes?: readonly Gap[] }
  | { readonly ok: false; readonly gap: Gap };
