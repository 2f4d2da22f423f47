/** A request to the control endpoint that cannot be done; the message is for people. */
export class ControlError extends Error {
  constructor(readonly code: 400 | 401 | 404 | 405 | 500, message: string) {
    super(message);
    this.name = 'ControlError';
  }
}
