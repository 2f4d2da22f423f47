/** Why an edit is not made; the API's codes. */
export type EditRefusalCode =
  | 'EDIT_NOT_PROVABLE'
  | 'TEMPLATED_FILE'
  | 'AMBIGUOUS_TARGET'
  | 'NOT_LOCATABLE'
  | 'SOURCE_NOT_WRITABLE'
  | 'INVALID_SPEC'
  | 'ISOLATION_DROP';

/** A refusal: an answer, not an error. */
export interface EditRefusal {
  readonly code: EditRefusalCode;
  /** One sentence without file content. */
  readonly message: string;
  /** From 1, where a place in the file is to blame. */
  readonly line?: number;
  readonly column?: number;
}

/** The value, or why there is none. */
export type OrRefusal<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: EditRefusal };

export const accepted = <T>(value: T): OrRefusal<T> => ({ ok: true, value });

/** Refuses, with the place in the file if there is one. */
export const refused = (
  code: EditRefusalCode,
  message: string,
  at: { readonly line?: number; readonly column?: number } = {},
): { readonly ok: false; readonly refusal: EditRefusal } => ({
  ok: false,
  refusal: { code, message, ...at },
});
