/** One field of a goal that is not what it must be. */
export interface GoalFault {
  /** `rules[0].http.paths[1].value`. */
  readonly field: string;
  readonly message: string;
}

/** A goal that nothing may be generated from; the caller's fault. */
export class InvalidGoalError extends Error {
  readonly code = 'INVALID_SPEC';

  constructor(readonly faults: readonly GoalFault[]) {
    super(
      faults.map(({ field, message }) => `${field}: ${message}`).join('; '),
    );
    this.name = 'InvalidGoalError';
  }
}
