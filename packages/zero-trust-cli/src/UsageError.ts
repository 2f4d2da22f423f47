/**
 * What was asked cannot be answered as it was asked: a wrong option, a name that
 * the input does not have, input that cannot be read at all. Ends with exit
 * code 2.
 */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
  }
}
