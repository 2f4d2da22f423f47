import { Field, MalformedField } from './Field';

/**
 * One entry of a policy's port list. `any` protocol on a named port takes the
 * protocol from the container that declares the name.
 */
export interface PolicyPort {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP' | 'any';
  readonly ports:
    | 'all'
    /** Inclusive. */
    | { readonly first: number; readonly last: number }
    /** A container port's name, resolved at the destination pod. */
    | { readonly name: string };
}

export const transportProtocols = ['TCP', 'UDP', 'SCTP'] as const;

/**
 * Parses the elements that are well formed. The API server would refuse the
 * object for the others; they are left out, so that they grant nothing, and
 * `leftOut` hears of each.
 */
export function keepWellFormed<T>(
  elements: readonly Field[],
  parse: (element: Field) => T,
  leftOut: (element: Field, detail: string) => void,
): T[] {
  return elements.flatMap(element => {
    const parsed = attempt(() => parse(element));
    if (parsed.ok) return [parsed.value];
    leftOut(element, parsed.detail);
    return [];
  });
}

/** Runs a reader of fields and says whether the fields had their shape. */
export function attempt<T>(
  read: () => T,
): { ok: true; value: T } | { ok: false; path: string; detail: string } {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (!(error instanceof MalformedField)) throw error;
    return {
      ok: false,
      path: error.path,
      detail: `expected ${error.expected}`,
    };
  }
}
