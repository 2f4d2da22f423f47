/**
 * `partial`: the protection holds in some places of the subject and is known to
 * be missing in others. `unknown`: it is missing nowhere that could be seen, and
 * not everything could be. `not-applicable`: the question does not arise.
 */
export type ControlState =
  | 'pass'
  | 'partial'
  | 'fail'
  | 'unknown'
  | 'not-applicable';

/** Worst first; what does not apply comes last. */
export const worstControlStateFirst = [
  'fail',
  'partial',
  'unknown',
  'pass',
  'not-applicable',
] as const satisfies readonly ControlState[];

/**
 * One place of a subject (a port of a pod, a rule, an object) and whether the
 * protection holds there. Sentences are made from `reason` and `params`.
 */
export interface Part {
  readonly holds: boolean | 'unknown';
  /** Stable code; a key of the control's `reasons`. */
  readonly reason: string;
  /** `Kind namespace/name`. */
  readonly object?: string;
  readonly path?: string;
  readonly params?: Readonly<Record<string, string>>;
}

/** A control's answer about one subject, with everything it rests on. */
export interface Assessment {
  readonly state: ControlState;
  /** Where it is missing first, then what could not be seen, then the rest. */
  readonly evidence: readonly Part[];
}

/**
 * Parts → answer. A place where the protection is known to be missing is never
 * outvoted, and a place that could not be seen never counts as protected.
 */
export function assessmentOf(parts: readonly Part[]): Assessment {
  const missing = parts.filter(({ holds }) => holds === false);
  const unseen = parts.filter(({ holds }) => holds === 'unknown');
  const held = parts.filter(({ holds }) => holds === true);
  const evidence = [...missing, ...unseen, ...held];
  if (missing.length > 0) {
    return { state: held.length > 0 ? 'partial' : 'fail', evidence };
  }
  if (unseen.length > 0) return { state: 'unknown', evidence };
  return { state: held.length > 0 ? 'pass' : 'not-applicable', evidence };
}
