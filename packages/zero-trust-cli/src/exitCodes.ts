/** Exit codes of `ztn`, a contract. */
export const exitCodes = {
  /** Done; where a yes/no question was asked, yes. */
  done: 0,
  /** No, or findings above the given severity. */
  no: 1,
  /** Bad usage, or input that cannot be read at all. */
  usage: 2,
} as const;

/** One of them. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
